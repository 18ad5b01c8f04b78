import { z } from 'zod';
import { Colour, HistoryEntry, Money, Sku, Stage, Time, text } from './common.ts';

/** Counted to the thousandth: anything finer would be nothing, and cost nothing. */
const Quantity = z.number().min(0.001).max(9999);

const Option = z.object({ sku: Sku, quantity: Quantity.default(1) });
const Property = z.object({ name: text(100), value: text(300) });

/** A line as a visitor may send it: what and how many. A price or a name in it is ignored. */
export const Line = z.object({
  sku: Sku,
  quantity: Quantity.default(1),
  options: z.array(Option).max(20).optional(),
  properties: z.array(Property).max(20).optional(),
});
/** Of one piece as it is packed, in millimetres. */
export const Size = z.object({
  length: z.number().min(0).max(1e6),
  width: z.number().min(0).max(1e6),
  height: z.number().min(0).max(1e6),
});

/** A line of the site's back end: its name and price are taken as given. */
export const SiteLine = Line.extend({
  name: text(300).optional(),
  price: Money.optional(),
  picture: z.url().max(1000).optional(),
  discount: Money.optional().describe('Off the price of each piece'),
  unit: text(20).optional().describe('What is counted: piece, kg …'),
  vat: z.number().min(0).max(100).optional().describe('Percent, included in the price'),
  weight: z.number().min(0).max(1e9).optional().describe('Of one piece, in grams'),
  size: Size.optional(),
  options: z
    .array(Option.extend({ name: text(300).optional(), price: Money.optional() }))
    .max(20)
    .optional(),
});

export const Address = z.object({
  country: text(60).optional(),
  region: text(100).optional(),
  city: text(100).optional(),
  street: text(200).optional(),
  house: text(50).optional(),
  building: text(50).optional(),
  apartment: text(50).optional(),
  entrance: text(20).optional(),
  floor: text(20).optional(),
  postcode: text(20).optional(),
  line2: text(200).optional(),
});
export type Address = z.infer<typeof Address>;

export const Customer = z.object({
  name: text(150).optional(),
  firstName: text(80).optional(),
  lastName: text(80).optional(),
  company: text(150).optional(),
  phone: text(40).optional(),
  email: text(254).optional(),
});
export const SiteCustomer = Customer.extend({ id: text(100).optional() });

export const Delivery = z.object({
  method: text(64).optional(),
  pickupPoint: text(64).optional(),
  at: Time.optional().describe('When the visitor wants it; absent: as soon as possible'),
  recipient: z.object({ name: text(150).optional(), phone: text(40).optional() }).optional(),
  address: Address.optional(),
});
export const SiteDelivery = Delivery.extend({
  cost: Money.optional(),
  tariff: z.object({ id: text(64), name: text(150).optional() }).optional(),
  term: text(100).optional(),
});

export const Payment = z.object({
  method: text(64),
  amount: Money.optional(),
  status: z.enum(['pending', 'paid', 'part-paid', 'refunded', 'cancelled']).optional(),
  at: Time.optional(),
  note: text(300).optional(),
});

/** `utm_source` and its kin, as the page's address had them. */
const Marketing = z.record(z.string().regex(/^utm_[a-z_]{1,30}$/), text(300));
/** The shop's own checkout fields, by the names its config gives them. */
const Fields = z.record(z.string().regex(/^[\w.-]{1,64}$/), text(1000));

const quotable = {
  lines: z.array(Line).min(1).max(100),
  delivery: Delivery.optional(),
  payment: z.object({ method: text(64).optional() }).optional(),
  certificate: text(64).optional(),
  promoCode: text(64).optional(),
};

/** POST /v1/quote */
export const QuoteRequest = z.object(quotable);
export type QuoteRequest = z.infer<typeof QuoteRequest>;

/** POST /v1/orders from a page or a plain form. */
export const OrderRequest = z.object({
  ...quotable,
  customer: Customer,
  persons: z.int().min(1).max(99).optional(),
  comment: text(2000).optional(),
  consent: z.boolean().optional(),
  marketing: Marketing.optional(),
  fields: Fields.optional(),
  expectedTotal: Money.optional().describe('What the visitor saw; another total is answered 409 total-changed'),
});
export type OrderRequest = z.infer<typeof OrderRequest>;

/** POST /v1/orders from the site's back end, with a server key: what it says is taken as given. */
export const SiteOrderRequest = OrderRequest.extend({
  customer: SiteCustomer,
  lines: z.array(SiteLine).min(1).max(100),
  delivery: SiteDelivery.optional(),
  payments: z.array(Payment).max(20).optional(),
  number: text(32).min(1).optional().describe("The site's own order number; accepted once"),
  discount: Money.optional(),
  createdAt: Time.optional(),
  hold: z.boolean().optional().describe('Accept, but submit only after POST /v1/orders/{id}/release'),
});
export type SiteOrderRequest = z.infer<typeof SiteOrderRequest>;

const QuoteProblem = z.object({
  sku: z.string().nullable(),
  kind: z.enum(['unknown', 'out', 'changed', 'certificate', 'promo-code', 'delivery', 'minimum']),
  detail: z.string(),
});

/** The cart, priced. A null price or total: the shop confirms it. */
export const Quote = z.object({
  lines: z.array(
    z.object({
      sku: z.string(),
      name: z.string().nullable(),
      quantity: z.number(),
      price: Money.nullable().describe('One piece with its options'),
      total: Money.nullable(),
      problem: z.enum(['unknown', 'out', 'changed']).optional(),
    }),
  ),
  delivery: Money,
  discount: Money,
  discountNote: z.enum(['to-be-confirmed']).optional().describe('A certificate that only a manager can deduct'),
  total: Money.nullable(),
  problems: z.array(QuoteProblem),
});
export type Quote = z.infer<typeof Quote>;

/** 201 of POST /v1/orders, and GET /v1/orders/{id}. */
export const OrderAnswer = z.object({
  id: z.string(),
  number: z.string(),
  crmNumber: z.string().nullable(),
  state: z.enum(['accepted', 'submitted', 'attention', 'dropped']),
  total: Money.nullable(),
  stage: Stage.nullable(),
  status: z.string().nullable(),
  colour: Colour.optional(),
  history: z.array(HistoryEntry),
  notice: z.string().nullable().describe('A sentence for the visitor, e.g. that the shop will call'),
  ticket: z.string().describe('Opens GET /v1/watch for this order for one hour; reads only'),
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;

/** POST /v1/orders/{id}/release and /drop. */
export const SiteActionAnswer = z.object({ id: z.string(), number: z.string(), state: z.string() });
