import type { TrackedOrder } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import { samePhone } from '../phone.ts';
import { clientsByPhone } from './clients.ts';
import type { Context } from './context.ts';
import { isoOf, readAll } from './feed.ts';
import { fieldIn } from './map.ts';
import { statusOf } from './stages.ts';
import { currencyOf } from './submit.ts';
import { OrderRow } from './wire.ts';

/** A visitor waits: of a client with more orders than this the newest are not told apart from the rest. */
const PAGES = 6;
/** Of a phone that many clients share only these are looked at. */
const CLIENTS = 5;

interface Asked {
  number?: string | undefined;
  phone?: string | undefined;
}

const ordersOf = async (context: Context, phone: string): Promise<OrderRow[]> => {
  const clients = (await clientsByPhone(context, phone)).slice(-CLIENTS);
  const lists = await Promise.all(
    clients.map(async ({ id }) => {
      // Known to work from one client's code only: a server that ignores it tells everybody's orders.
      const query = { client_id: id };
      const rows = await readAll(context.api, { path: 'orders', query, pages: PAGES }, OrderRow);
      return rows.filter(({ client }) => client?.id === id);
    }),
  );
  return lists.flat();
};

const orderByNumber = async ({ api, numbers }: Context, number: string): Promise<OrderRow[]> => {
  const id = await numbers.find(number);
  if (id === null) return [];
  try {
    return [await api({ path: `orders/${id}` }, OrderRow)];
  } catch (error) {
    if (error instanceof CrmFailure && error.kind === 'not-found') return [];
    throw error;
  }
};

/** By number from the index; an older order is found among its client's, where the phone was told too. */
const candidates = async (context: Context, { number, phone }: Asked): Promise<OrderRow[]> => {
  const numbered = number ? await orderByNumber(context, number) : [];
  return numbered.length === 0 && phone ? ordersOf(context, phone) : numbered;
};

const phoneIn = ({ client, shipping_address }: OrderRow, asked: string, country: string): string | undefined =>
  [client?.phone, shipping_address?.phone].find(known => samePhone(known, asked, country));

const trackedOf = (row: OrderRow, phone: string | undefined, { shop, settings }: Context): TrackedOrder[] => {
  const placedAt = isoOf(row.created_at, shop);
  const status = statusOf(row.custom_status, row.fulfillment_status);
  if (row.number === undefined || placedAt === null || status === null) return [];
  const tracking = settings.trackingField && fieldIn(row.fields_values, settings.trackingField);
  return [
    {
      ...{ ref: row.id, number: row.number, placedAt, status },
      phone: phone ?? row.client?.phone ?? row.shipping_address?.phone ?? null,
      total: toMoney(row.total_price, currencyOf(row, shop.currency)),
      ...(tracking && { tracking: { number: tracking } }),
    },
  ];
};

/** Orders by number, by phone or by both; every row is checked here against all that was asked. */
export const findOrders = async (context: Context, asked: Asked): Promise<TrackedOrder[]> => {
  const { number, phone } = { number: asked.number?.trim(), phone: asked.phone?.trim() };
  const rows = await candidates(context, { number, phone });
  if (rows.length > 0) await context.colours.refresh();
  return rows.flatMap(row => {
    const known = phone ? phoneIn(row, phone, context.shop.phoneCountry) : undefined;
    const fits = (!number || row.number === number) && (!phone || known !== undefined) && !row.archived;
    return fits ? trackedOf(row, known, context).map(context.colours.on) : [];
  });
};
