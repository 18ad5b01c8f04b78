import type { Address } from '../../contract/index.ts';
import { choose, valueAt } from '../choice.ts';
import type { Draft } from '../draft.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { toWall } from '../time.ts';
import { filled } from './filled.ts';
import { flagsOf } from './flags.ts';
import type { Settings } from './settings.ts';

const isCountryCode = (country: string | undefined): country is string => /^[A-Z]{2}$/.test(country ?? '');

/** Everything in one line: where a part of ours has gone into the wrong part of theirs, nothing is lost. */
const textOf = ({ country, ...address }: Address): string => {
  const { region, city, street, house, building, entrance, floor, apartment, line2 } = address;
  const parts = [isCountryCode(country) ? undefined : country, region, city, street, house];
  const marked = [
    building && `корп. ${building}`,
    entrance && `подъезд ${entrance}`,
    floor && `этаж ${floor}`,
    apartment && `кв. ${apartment}`,
  ];
  return [...parts, ...marked, line2].filter(Boolean).join(', ');
};

/** That `building` is the house's number shows in the fixtures; `housing` and `block` are inferred. */
const addressOf = (address: Address, draft: Draft) =>
  filled({
    index: draft.short('address.index', address.postcode),
    countryIso: isCountryCode(address.country) ? address.country : undefined,
    region: draft.short('address.region', address.region),
    city: draft.short('address.city', address.city),
    street: draft.short('address.street', address.street),
    building: draft.short('address.building', address.house),
    housing: draft.short('address.housing', address.building),
    block: draft.short('address.block', address.entrance),
    floor: draft.short('address.floor', address.floor),
    flat: draft.short('address.flat', address.apartment),
    notes: draft.short('address.notes', address.line2),
    text: draft.short('address.text', textOf(address)),
  });

/** Day and time of day by the account's clock; a time that cannot be read stands in the comment instead. */
const momentOf = (at: string | undefined, zone: string): { date?: string; time?: { from: string } } => {
  const instant = Date.parse(at ?? '');
  if (Number.isNaN(instant)) return {};
  const wall = toWall(instant, zone);
  return { date: wall.slice(0, 10), time: { from: wall.slice(11, 16) } };
};

/** What a connected delivery module reads. Which of the keys a given module heeds is inferred. */
const moduleDataOf = (order: Order, { deliveryModule, flags }: Settings) => {
  const { tariff, pickupPoint, pickupName } = order.delivery;
  const extra = Object.entries(deliveryModule?.data ?? {}).map(([key, place]) => [key, valueAt(order, place)]);
  return filled({
    ...(deliveryModule && {
      tariff: tariff?.id,
      tariffName: tariff?.name,
      pickuppointId: pickupPoint,
      pickuppointName: pickupName,
      pickuppointAddress: pickupName,
      ...Object.fromEntries(extra),
    }),
    ...flagsOf(order, flags, 'delivery.data'),
  });
};

/** An order's `delivery`. */
export const deliveryOf = (order: Order, settings: Settings, zone: string, draft: Draft) => {
  const { address, cost, at } = order.delivery;
  const service = choose(settings.deliveryService, order);
  return filled({
    code: choose(settings.deliveryType, order),
    service: service === undefined ? undefined : { code: service, name: order.delivery.tariff?.name ?? service },
    integrationCode: settings.deliveryModule?.code,
    data: moduleDataOf(order, settings),
    cost: cost ? toMajorNumber(cost) : undefined,
    ...momentOf(at, zone),
    address: address && addressOf(address, draft),
  });
};
