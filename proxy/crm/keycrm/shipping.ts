import { z } from 'zod';
import type { Address } from '../../contract/index.ts';
import type { ShopFacts } from '../crm.ts';
import type { Order } from '../order.ts';
import { type Draft, filled } from './draft.ts';
import { idOf, textAt, wantedAt } from './places.ts';
import type { Settings } from './settings.ts';
import type { Words } from './words.ts';

const joined = (parts: readonly (string | undefined)[]): string | undefined =>
  parts
    .map(part => part?.trim())
    .filter(Boolean)
    .join(', ') || undefined;

const houseOf = ({ street, house, building }: Address): string | undefined =>
  joined([street, [house, building].filter(Boolean).join(/^\d/.test(building ?? '') ? '/' : ' ')]);

const roomOf = ({ apartment, entrance, floor, line2 }: Address, words: Words): string | undefined =>
  joined([
    apartment && `${words.apartment} ${apartment}`,
    entrance && `${words.entrance} ${entrance}`,
    floor && `${words.floor} ${floor}`,
    line2,
  ]);

/** Nova Poshta's own id of a branch counts only together with its service (KeyCRM OpenAPI). */
const warehouseOf = (draft: Draft, order: Order, settings: Settings, service: number | undefined) => {
  const ref = settings.warehouseRef && textAt(order, settings.warehouseRef, 'UTC');
  if (!ref) return undefined;
  if (service !== undefined && z.guid().safeParse(ref).success) return ref;
  draft.warn('field-dropped', 'shipping.warehouse_ref');
  return undefined;
};

/** Where it goes, in words. A pick-up point takes the place of the street, which moves a line down. */
export const placeOf = ({ delivery }: Order, words: Words) => {
  const { address = {}, pickupPoint, pickupName } = delivery;
  const point = pickupName ?? pickupPoint;
  const [street, room] = [houseOf(address), roomOf(address, words)];
  return point ? { point, second: joined([street, room]) } : { point: street, second: room };
};

/** The whole `shipping` block; the price of delivery is no part of it: there it would be ignored (seen by a client). */
export const shippingOf = (
  draft: Draft,
  order: Order,
  settings: Settings,
  { timeZone, words }: Pick<ShopFacts, 'timeZone'> & { words: Words },
) => {
  const { address = {}, recipient, method, methodName } = order.delivery;
  const service = idOf(settings.deliveryService, order);
  const { point, second } = placeOf(order, words);
  const line = (name: string, value: string | undefined) => draft.line(`shipping.${name}`, value);
  return filled({
    delivery_service_id: service,
    shipping_service: service === undefined ? line('shipping_service', methodName ?? method) : undefined,
    shipping_address_country: line('country', address.country),
    shipping_address_region: line('region', address.region),
    shipping_address_city: line('city', address.city),
    shipping_address_zip: line('zip', address.postcode),
    shipping_receive_point: line('receive_point', point),
    shipping_secondary_line: line('secondary_line', second),
    recipient_full_name: line('recipient', recipient?.name),
    recipient_phone: line('recipient_phone', recipient?.phone),
    warehouse_ref: warehouseOf(draft, order, settings, service),
    // A day, not an instant: the shop's own, whatever day it is in UTC.
    shipping_date: /^\d{4}-\d\d-\d\d/.exec(wantedAt(order, timeZone) ?? '')?.[0],
  });
};
