import { z } from 'zod';
import type { Config } from '../../proxy/config/config.ts';

/** What the CRM's sandbox starts with, as far as a visitor can try it. */
export const Samples = z.object({
  certificates: z.array(z.string()),
  orders: z.array(z.object({ number: z.string(), phone: z.string() })),
});
export type Samples = z.infer<typeof Samples>;

/** A status as the kitchen panel shows it. */
export interface ShownStatus {
  code: string;
  name: string;
  cancelled: boolean;
}

/** What differs in the demo shop from one CRM to another: its country and money, and what there is to try. */
export interface About {
  currency: string;
  phoneCountry: string;
  /** In whole units, as a visitor reads them. */
  courier: { cost: string; freeFrom: string };
  pickupPoints: readonly string[];
  /** In the order an order goes through them. */
  statuses: readonly ShownStatus[];
  /** An order taken in the CRM itself; null where the CRM cannot be asked for it. */
  order: Samples['orders'][number] | null;
  /** Codes of the sandbox; null where the CRM has no certificates. */
  certificates: readonly string[] | null;
  /** Whether the shop's own code stands in the path of an order. */
  isExtended: boolean;
}

/** What every demo config calls a status that ends an order badly. */
const CANCELLED = 'X';

const shownStatuses = ({ connections }: Pick<Config, 'connections'>): ShownStatus[] =>
  [...connections.values()].flatMap(({ statuses }) =>
    statuses.map(({ code, name, siteStatus }) => ({ code, name: name ?? code, cancelled: siteStatus === CANCELLED })),
  );

/** @param samples what the sandbox's back door answers to `GET data` */
export const aboutShop = ({ shop, use, connections }: Config, samples: Samples): About => {
  const { currency, phoneCountry, delivery } = shop;
  const courier = delivery.find(({ code }) => code === 'courier');
  const points = delivery.flatMap(({ pickupPoints = [] }) => pickupPoints.map(({ name }) => name));
  return {
    ...{ currency, phoneCountry, pickupPoints: points },
    courier: { cost: String(courier?.cost ?? ''), freeFrom: String(courier?.freeFrom ?? '') },
    statuses: shownStatuses({ connections }),
    order: (use.orderStatus.length > 0 && samples.orders[0]) || null,
    certificates: use.certificate === null ? null : samples.certificates,
    isExtended: [...connections.values()].some(({ extend }) => extend !== null),
  };
};
