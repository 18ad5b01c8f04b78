import { z } from 'zod';
import { Money, Sku, Time, text } from './common.ts';
import { Payment } from './order.ts';

/** POST /v1/orders/{id}/payments: what became of a payment. The same payment, told again, is brought up to date. */
export const PaymentRequest = Payment.required({ status: true });
export type PaymentRequest = z.infer<typeof PaymentRequest>;

/** POST /v1/orders/{id}/status */
export const StatusRequest = z.object({
  status: text(100).min(1).describe("The CRM's code of the status, or the site's own as `siteStatus` in the config"),
});
export type StatusRequest = z.infer<typeof StatusRequest>;

const BasketLine = z.object({
  sku: Sku,
  name: text(300).optional(),
  quantity: z.number().min(0.001).max(9999).default(1),
  price: Money.optional(),
});
const Basket = z.object({
  lines: z.array(BasketLine).min(1).max(100),
  url: z.url().max(1000).optional().describe('Where the customer finds the basket again'),
  at: Time.optional().describe('When it was left'),
});

/** POST /v1/customers: a customer registered, changed, was disabled, or left with a full basket. */
export const CustomerRequest = z.object({
  id: text(100).min(1).describe("The site's own id of the customer"),
  name: text(150).optional(),
  firstName: text(80).optional(),
  lastName: text(80).optional(),
  phone: text(40).optional(),
  email: text(254).optional(),
  registeredAt: Time.optional(),
  disabled: z.boolean().optional(),
  basket: Basket.optional().describe('Only with `consent: true`'),
  consent: z.boolean().optional().describe('The customer agreed to be written to about a basket left behind'),
});
export type CustomerRequest = z.infer<typeof CustomerRequest>;

/** POST /v1/forms/{name}: a form's own field names; the config says what each of them fills. */
export const FormRequest = z.record(z.string(), z.unknown());

/** 202: written down, and told to the CRM as soon as it can be. */
export const AcceptedAnswer = z.object({
  accepted: z.literal(true),
  order: z.object({ id: z.string(), number: z.string() }).optional().describe('Of a form that became an order'),
});
