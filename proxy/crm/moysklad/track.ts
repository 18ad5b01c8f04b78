import type { CrmStatus, TrackedOrder } from '../crm.ts';
import { samePhone } from '../phone.ts';
import { wallToIso } from '../time.ts';
import { byPhone } from './agents.ts';
import type { Condition, Context } from './api.ts';
import { MOSCOW } from './map.ts';
import { fromKopecks } from './money.ts';
import { refOf } from './refs.ts';
import { type ReadMetadata, statusIn } from './states.ts';
import { ORDERS } from './submit.ts';
import { OrderRow } from './wire.ts';

interface Asked {
  number?: string | undefined;
  phone?: string | undefined;
}

/** Its own number, or ours where the account numbers orders itself. */
const isNumbered = ({ name, code, externalCode }: OrderRow, number: string): boolean =>
  [name, code, externalCode].includes(number);

/** Expanded, so that the phone of an order's counterparty can be compared; that works up to a hundred rows. */
const read = async ({ api }: Context, filter: readonly Condition[]): Promise<OrderRow[]> =>
  api.rows(
    { operation: ORDERS, filter, query: { expand: 'agent,state', order: 'moment,desc', limit: '100' } },
    OrderRow,
  );

const byNumber = async (context: Context, number: string): Promise<OrderRow[]> => {
  for (const field of ['name', 'code', 'externalCode']) {
    const found = (await read(context, [[field, '=', number]])).filter(row => isNumbered(row, number));
    if (found.length > 0) return found;
  }
  return [];
};

/** Orders know no phone: first the counterparties, then theirs. The same field again is "or". */
const ofPhone = async (context: Context, phone: string): Promise<OrderRow[]> => {
  const agents = (await byPhone(context, phone)).slice(0, 20);
  if (agents.length === 0) return [];
  return read(
    context,
    agents.map(({ id }) => ['agent', '=', refOf('counterparty', id).meta.href] as const),
  );
};

/** MoySklad's times may have milliseconds (OpenAPI fixtures). */
export const isoOf = (time: string | undefined, now: number): string | null =>
  wallToIso(time?.replace(/\.\d+$/, ''), MOSCOW, now);

const trackedOf = (row: OrderRow, number: string, status: CrmStatus | null, { shop }: Context): TrackedOrder[] => {
  const placedAt = isoOf(row.moment ?? row.created, shop.now());
  if (!status || placedAt === null) return [];
  const { id, sum, agent } = row;
  return [{ ref: id, number, phone: agent?.phone ?? null, placedAt, status, total: fromKopecks(sum, shop.currency) }];
};

/** Orders by number, by phone or by both. Filters only narrow the search: each row is checked here. */
export const findOrders = async (context: Context, metadata: ReadMetadata, asked: Asked): Promise<TrackedOrder[]> => {
  const { number, phone } = { number: asked.number?.trim(), phone: asked.phone?.trim() };
  if (!number && !phone) return [];
  const found = number ? await byNumber(context, number) : await ofPhone(context, phone ?? '');
  const fits = found.filter(
    row =>
      !row.deleted &&
      (!number || isNumbered(row, number)) &&
      (!phone || samePhone(row.agent?.phone, phone, context.shop.phoneCountry)),
  );
  const statuses = await Promise.all(fits.map(row => statusIn(row, metadata)));
  return fits.flatMap((row, index) => trackedOf(row, number ?? row.name, statuses[index] ?? null, context));
};
