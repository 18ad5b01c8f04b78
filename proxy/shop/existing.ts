import { z } from 'zod';
import type { Config } from '../config/config.ts';
import { CustomerRequest, SiteOrderRequest } from '../contract/index.ts';
import type { CustomerFact } from '../crm/crm.ts';
import type { Order } from '../crm/order.ts';
import { normalise, refusalOf } from './normalise.ts';
import { currencyRefusals } from './order.ts';
import type { Refusal } from './shop.ts';
import { customerErrand } from './tell.ts';
import { siteOrder } from './to-order.ts';

type ShopConfig = Config['shop'];

/** Either what was meant, or everything that is wrong with it. */
export type Read<Value> = { value: Value } | { refusals: Refusal[] };

const ExistingOrder = SiteOrderRequest.extend({
  ...SiteOrderRequest.required({ number: true, createdAt: true }).shape,
  status: z.string().min(1).max(100).optional().describe("The CRM's own code of the status it stands in"),
});

/** A customer the shop has had for long, in the shape of POST /v1/customers. */
export const existingCustomer = (told: unknown, shop: ShopConfig): Read<CustomerFact> => {
  const { data, error } = CustomerRequest.safeParse(told);
  if (!data) return { refusals: error.issues.map(refusalOf) };
  const errand = customerErrand(data, shop);
  if (Array.isArray(errand)) return { refusals: errand };
  return { value: errand.customer };
};

/** An order the shop has had for long, in the shape of POST /v1/orders with its number and date. */
export const existingOrder = (told: unknown, shop: ShopConfig, now: number): Read<Order> => {
  const { data, error } = ExistingOrder.safeParse(told);
  if (!data) return { refusals: error.issues.map(refusalOf) };
  const normalised = normalise(data, 'site', shop);
  if (!normalised.ok) return normalised;
  const { request } = normalised;
  const refusals = currencyRefusals(request, shop.currency);
  if (refusals.length > 0) return { refusals };
  const asker = { source: 'site', origin: null, language: shop.language } as const;
  const number = request.number ?? data.number;
  const order = siteOrder({ request, asker, shop, now });
  return {
    value: { ...order, id: number, number, externalId: number, ...(data.status && { status: data.status }) },
  };
};
