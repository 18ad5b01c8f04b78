import type { Address } from '../../contract/index.ts';
import type { Draft } from '../draft.ts';
import type { Order } from '../order.ts';
import { filled } from './filled.ts';

/** Everything in one line: InSales has no field for entrance and floor, and its own read-out is this line. */
const textOf = ({ country, ...address }: Address): string => {
  const { postcode, region, city, street, house, building, entrance, floor, apartment, line2 } = address;
  const marked = [
    building && `корп. ${building}`,
    entrance && `подъезд ${entrance}`,
    floor && `этаж ${floor}`,
    apartment && `кв. ${apartment}`,
  ];
  return [postcode, country, region, city, street, house, ...marked, line2].filter(Boolean).join(', ');
};

const placeOf = (address: Address, draft: Draft) =>
  filled({
    country: draft.short('address.country', address.country),
    state: draft.short('address.region', address.region),
    city: draft.short('address.city', address.city),
    zip: draft.short('address.postcode', address.postcode),
    street: draft.short('address.street', address.street),
    house: draft.short('address.house', [address.house, address.building].filter(Boolean).join(' корп. ')),
    flat: draft.short('address.apartment', address.apartment),
    address: draft.short('address', textOf(address)),
  });

/** `shipping_address_attributes`: where to, and to whom; the recipient where there is one, else the customer. */
export const shippingOf = ({ customer, delivery }: Order, draft: Draft) => {
  const { recipient, address, pickupName, pickupPoint } = delivery;
  const name = recipient?.name ?? customer.firstName ?? customer.name ?? customer.company;
  return filled({
    ...(address ? placeOf(address, draft) : { address: draft.short('pickup', pickupName ?? pickupPoint) }),
    name: draft.short('name', name),
    surname: recipient?.name ? undefined : draft.short('surname', customer.lastName),
    phone: draft.short('phone', recipient?.phone ?? customer.phone),
  });
};

/** What is left of an address where InSales refuses its parts; the line has them all. */
export const plainShipping = (shipping: ReturnType<typeof shippingOf>): typeof shipping => {
  const { address, name, surname, phone } = shipping as Record<string, string | undefined>;
  return filled({ address, name, surname, phone }) as typeof shipping;
};
