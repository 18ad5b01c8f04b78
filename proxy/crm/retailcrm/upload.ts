import type { CustomerFact, UploadedRow, Warning } from '../crm.ts';
import type { Order } from '../order.ts';
import { Refusal } from './answer.ts';
import { type Context, ofSite, type Query } from './api.ts';
import { newCustomer } from './customers.ts';
import { newOrder } from './map.ts';
import { Done, idsOf } from './wire.ts';

/** What is uploaded: its external id, and the JSON the CRM takes it as. */
interface Entry {
  id: string;
  body: object;
  warnings: readonly Warning[];
}

type Kind = 'customers' | 'orders';

/** The CRM's ids of those that stand there, by ours. */
const standing = async (
  { api, settings }: Context,
  kind: Kind,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const filter: Query = ids.map(id => ['filter[externalIds][]', id]);
  const rows = await api({ operation: kind, query: [...filter, ...ofSite(settings), ['limit', '100']] }, idsOf(kind));
  const asked = new Set(ids);
  return new Map(rows.flatMap(({ id, externalId = '' }) => (asked.has(externalId) ? [[externalId, id] as const] : [])));
};

const refused = ({ id }: Entry, { code = 'refused' }: Refusal): UploadedRow =>
  code.startsWith('already-exists') ? { id, outcome: 'there' } : { id, outcome: 'refused', code };

/**
 * Sends a pack. Of one that was "loaded with errors" (460), or refused whole for one bad entity, the CRM itself is asked
 * what of it stands; the rest goes again in halves, until each that is refused stands alone with its reason.
 */
const send = async (context: Context, kind: Kind, pack: readonly Entry[]): Promise<UploadedRow[]> => {
  const { api, settings } = context;
  if (pack.length === 0) return [];
  const sent = ({ id, warnings }: Entry): UploadedRow => ({ id, outcome: 'sent', warnings });
  try {
    const form = { site: settings.site, [kind]: pack.map(({ body }) => body) };
    await api({ operation: `${kind}/upload`, form, once: true }, Done);
    return pack.map(sent);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
    const there = await standing(
      context,
      kind,
      pack.map(({ id }) => id),
    );
    const went = pack.filter(({ id }) => there.has(id)).map(sent);
    const left = pack.filter(({ id }) => !there.has(id));
    if (pack.length === 1) return [...went, ...left.map(entry => refused(entry, error))];
    const half = Math.ceil(left.length / 2);
    return [
      ...went,
      ...(await send(context, kind, left.slice(0, half))),
      ...(await send(context, kind, left.slice(half))),
    ];
  }
};

/** Sends what is not there yet: the same pack again, after any failure, does no harm. */
const upload = async (context: Context, kind: Kind, pack: readonly Entry[]): Promise<UploadedRow[]> => {
  const there = await standing(
    context,
    kind,
    pack.map(({ id }) => id),
  );
  return [
    ...pack.filter(({ id }) => there.has(id)).map(({ id }) => ({ id, outcome: 'there' }) as const),
    ...(await send(
      context,
      kind,
      pack.filter(({ id }) => !there.has(id)),
    )),
  ];
};

/** Existing customers of the shop, at most fifty at once (WooCommerce module's packs). */
export const uploadCustomers = (context: Context, customers: readonly CustomerFact[]): Promise<UploadedRow[]> =>
  upload(
    context,
    'customers',
    customers.map(fact => ({ id: fact.id, body: newCustomer(fact, context), warnings: [] })),
  );

/** Existing orders, each put to its customer where he is there already under the site's own id. */
export const uploadOrders = async (context: Context, orders: readonly Order[]): Promise<UploadedRow[]> => {
  const ids = new Set(orders.flatMap(({ customer }) => customer.id ?? []));
  const customers = await standing(context, 'customers', [...ids]);
  const pack = orders.map(order => {
    const { order: body, warnings } = newOrder(order, context, customers.get(order.customer.id ?? '') ?? null);
    return { id: order.externalId, body, warnings };
  });
  return upload(context, 'orders', pack);
};
