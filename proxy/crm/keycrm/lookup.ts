import type { ShopFacts, TrackedOrder } from '../crm.ts';
import { toMoney } from '../money.ts';
import { samePhone, spellingsOf } from '../phone.ts';
import type { Api } from './api.ts';
import type { Settings } from './settings.ts';
import type { Currencies } from './sources.ts';
import { statusOfOrder } from './stages.ts';
import { isoOf } from './time.ts';
import { Order } from './wire.ts';

/** A client's own query; `shipping` alone is not among the associations listed, but answers all the same. */
const INCLUDE = 'buyer,status,shipping';

interface Asked {
  number?: string;
  phone?: string;
}

/** How a number is compared: `№18766` is the number 18766. */
const plain = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

const isPhoneOf = ({ buyer }: Order, phone: string, country: string): boolean => {
  const told = buyer?.phone;
  // In full but without its plus, as many phones stand in KeyCRM.
  return samePhone(told, phone, country) || (told ?? '').replace(/\D/g, '') === phone.replace(/\D/g, '');
};

/** The number an order is asked for by, of the two it has: ours is the one in its source. */
const numberOf = ({ id, source_uuid }: Order, asked: string | undefined): string | null => {
  if (asked === undefined) return id;
  return [id, source_uuid].find(number => number !== undefined && plain(number) === plain(asked)) ?? null;
};

const byNumber = async (api: Api, number: string): Promise<Order[]> => {
  const isId = /^\d{1,15}$/.test(number);
  const [byId, bySource] = await Promise.all([
    isId ? api.getIfAny(`order/${number}`, { include: INCLUDE }, Order) : null,
    // A comma would make a list of it.
    number.includes(',')
      ? { rows: [] }
      : api.page('order', { include: INCLUDE, 'filter[source_uuid]': number, sort: '-id' }, Order),
  ]);
  const rows = new Map([...(byId ? [byId] : []), ...bySource.rows].map(row => [row.id, row]));
  return [...rows.values()];
};

const byPhone = async (api: Api, phone: string, country: string): Promise<Order[]> => {
  const spelled = spellingsOf(phone, country).filter(spelling => !spelling.includes(','));
  const query = { include: INCLUDE, 'filter[buyer_phone]': spelled.join(','), sort: '-id' };
  return (await api.page('order', query, Order)).rows;
};

/** The latest orders for which everything that was asked is true: KeyCRM's filters are not relied upon. */
export const findOrders = async (
  by: Asked,
  { api, settings, shop, currencies }: { api: Api; settings: Settings; shop: ShopFacts; currencies: Currencies },
): Promise<TrackedOrder[]> => {
  const { number, phone } = by;
  const country = shop.phoneCountry;
  const sources = new Set(settings.lookupSources);
  const tracked = async (row: Order): Promise<TrackedOrder[]> => {
    const [told, status] = [numberOf(row, number), statusOfOrder(row)];
    const placedAt = isoOf(row.ordered_at) ?? isoOf(row.created_at);
    if (told === null || !status || !placedAt) return [];
    if (phone !== undefined && !isPhoneOf(row, phone, country)) return [];
    if (sources.size > 0 && !sources.has(row.source_id ?? '')) return [];
    const currency = row.grand_total === undefined ? null : await currencies.of(row.source_id);
    const tracking = row.shipping?.tracking_code;
    return [
      {
        ...{ ref: row.id, number: told, phone: phone ?? row.buyer?.phone ?? null, placedAt, status },
        total: currency === null ? null : toMoney(row.grand_total, currency),
        ...(tracking && { tracking: { number: tracking } }),
      },
    ];
  };
  if (number === undefined && phone === undefined) return [];
  const rows = number === undefined ? await byPhone(api, phone ?? '', country) : await byNumber(api, number);
  return (await Promise.all(rows.map(tracked))).flat();
};
