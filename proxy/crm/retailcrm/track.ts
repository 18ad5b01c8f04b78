import type { TrackedOrder } from '../crm.ts';
import { toMoney } from '../money.ts';
import { samePhone } from '../phone.ts';
import { wallToIso } from '../time.ts';
import { type Context, ofSite } from './api.ts';
import { spellings } from './customers.ts';
import type { Statuses } from './statuses.ts';
import { type OrderRow, Orders } from './wire.ts';

interface Asked {
  number?: string | undefined;
  phone?: string | undefined;
}

const read = async ({ api, settings }: Context, filter: readonly [string, string]): Promise<OrderRow[]> => {
  const query = [filter, ...ofSite(settings), ['limit', '100'] as const];
  return (await api({ operation: 'orders', query }, Orders)).orders;
};

/** `filter[customer]` takes a phone as it is spelled, among other things (shops' own code): hence every spelling. */
const candidates = async (context: Context, { number, phone }: Asked): Promise<OrderRow[]> => {
  if (number) return read(context, ['filter[numbers][]', number]);
  if (!phone) return [];
  const found = await Promise.all(
    spellings(phone, context).map(spelling => read(context, ['filter[customer]', spelling])),
  );
  return [...new Map(found.flat().map(row => [row.id, row])).values()];
};

/** The phone by which an order is somebody's: its own two, or its customer's. */
const phoneIn = ({ phone, additionalPhone, customer }: OrderRow, asked: string, country: string): string | undefined =>
  [phone, additionalPhone, ...(customer?.phones ?? [])].find(known => samePhone(known, asked, country));

const trackedOf = (row: OrderRow, phone: string | undefined, statuses: Statuses, context: Context): TrackedOrder[] => {
  const { id, number, createdAt, status, totalSumm, currency, delivery } = row;
  const { shop, zone } = context;
  const placedAt = wallToIso(createdAt, zone, shop.now());
  if (!number || !status || placedAt === null) return [];
  const tracking = delivery?.data?.trackNumber;
  return [
    {
      ref: id,
      number,
      phone: phone ?? row.phone ?? null,
      placedAt,
      status: statuses.of(status),
      total: toMoney(totalSumm, currency ?? shop.currency),
      ...(tracking && { tracking: { number: tracking } }),
    },
  ];
};

/** Orders by number, by phone or by both. The CRM's filters only narrow the search: each row is checked here. */
export const findOrders = async (context: Context, statuses: Statuses, asked: Asked): Promise<TrackedOrder[]> => {
  const { number, phone } = { number: asked.number?.trim(), phone: asked.phone?.trim() };
  const { site } = context.settings;
  const rows = (await candidates(context, { number, phone })).flatMap(row => {
    const known = phone ? phoneIn(row, phone, context.shop.phoneCountry) : undefined;
    const fits = (!number || row.number === number) && (!phone || known !== undefined);
    return fits && (!site || !row.site || row.site === site) ? [{ row, known }] : [];
  });
  if (rows.length > 0) await statuses.refresh();
  return rows.flatMap(({ row, known }) => trackedOf(row, known, statuses, context));
};
