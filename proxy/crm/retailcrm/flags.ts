import type { Order } from '../order.ts';
import type { Settings } from './settings.ts';

/** The yes-or-no fields that go to one of the two places there are for them. */
export const flagsOf = (
  order: Order,
  flags: Settings['flags'],
  place: 'customFields' | 'delivery.data',
): Record<string, boolean> => {
  const methods = [order.payment.method, ...order.payments.map(({ method }) => method)];
  const here = flags.filter(({ to }) => to.startsWith(`${place}.`));
  return Object.fromEntries(
    here.map(flag => [flag.to.slice(place.length + 1), flag.methods.some(method => methods.includes(method))]),
  );
};
