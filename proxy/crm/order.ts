import { z } from 'zod';
import { Address, Money, Payment, Size } from '../contract/index.ts';

const Piece = z.object({
  sku: z.string(),
  name: z.string().nullable(),
  quantity: z.number(),
  price: Money.nullable().describe('One piece, without its options; null: the shop confirms it'),
});

const OrderLine = Piece.extend({
  options: z.array(Piece).default([]),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  picture: z.string().optional(),
  discount: Money.optional().describe('Off the price of each piece; the price is without it'),
  unit: z.string().optional(),
  vat: z.number().optional().describe('Percent, included in the price'),
  weight: z.number().optional().describe('Of one piece, in grams'),
  size: Size.optional().describe('Of one piece, in millimetres'),
});
export type OrderLine = z.infer<typeof OrderLine>;

/**
 * An accepted order, cleaned and priced: what the order book keeps and an adapter is given.
 * From a page or form, prices are ours; from the site's back end they are the site's.
 */
export const Order = z.object({
  id: z.string(),
  number: z.string(),
  externalId: z.string().describe('What the CRM is told to know the order by, where it can be told'),
  source: z.enum(['page', 'form', 'site']),
  pageOrigin: z.string().nullable(),
  language: z.string(),
  placedAt: z.string(),
  currency: z.string(),
  customer: z.object({
    id: z.string().optional(),
    name: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    company: z.string().optional(),
    phone: z.string().optional().describe('E.164 where it could be understood, else as typed'),
    email: z.string().optional(),
  }),
  lines: z.array(OrderLine),
  delivery: z.object({
    method: z.string().optional(),
    methodName: z.string().optional(),
    articleSku: z
      .string()
      .optional()
      .describe("The article that carries the method's price, where the CRM has no field for it"),
    pickupPoint: z.string().optional(),
    pickupName: z.string().optional(),
    at: z.string().optional(),
    recipient: z.object({ name: z.string().optional(), phone: z.string().optional() }).optional(),
    address: Address.optional(),
    cost: Money.nullable(),
    tariff: z.object({ id: z.string(), name: z.string().optional() }).optional(),
    term: z.string().optional(),
  }),
  payment: z.object({ method: z.string().optional(), methodName: z.string().optional() }),
  payments: z.array(Payment).default([]),
  certificate: z.string().optional(),
  promoCode: z.string().optional(),
  persons: z.int().optional(),
  comment: z.string().optional(),
  marketing: z.record(z.string(), z.string()).default({}),
  fields: z.record(z.string(), z.string()).default({}),
  discount: Money.nullable().describe('Off the whole order, beside what its lines have of their own'),
  certificateDiscount: Money.optional().describe(
    "What of the discount is the certificate's; absent where the site gave one sum for all",
  ),
  total: Money.nullable(),
  status: z
    .string()
    .optional()
    .describe("The CRM's own code of the status to begin with, where the shop's extension chose one"),
});
export type Order = z.infer<typeof Order>;

/**
 * A line's own discount in minor units: `each` off the price of a piece, as far as that bears it; `rest` off the options
 * of all its pieces together.
 */
export const lineDiscount = ({ price, discount, quantity, options }: OrderLine): { each: number; rest: number } => {
  const wanted = Math.max(0, discount?.amount ?? 0);
  const each = price ? Math.min(wanted, price.amount) : wanted;
  const added = options.reduce((sum, option) => sum + (option.price?.amount ?? 0) * option.quantity, 0);
  return { each, rest: Math.round(Math.min(wanted - each, added) * quantity) };
};

/** What is off the whole order, with what its lines' own prices do not bear of their discounts. */
export const orderDiscount = ({
  discount,
  lines,
  currency,
}: Pick<Order, 'discount' | 'lines' | 'currency'>): Money => ({
  amount: lines.reduce((sum, line) => sum + lineDiscount(line).rest, discount?.amount ?? 0),
  currency: discount?.currency ?? currency,
});

/** What its certificate is to be charged, in minor units: not what a promo code takes off beside it. */
export const certificateDue = ({ certificateDiscount, discount }: Order): number =>
  (certificateDiscount ?? discount)?.amount ?? 0;

/** The weight of all its goods in grams; null where it is not known of every line. */
export const weightOf = ({ lines }: Pick<Order, 'lines'>): number | null => {
  const weights = lines.map(({ weight, quantity }) => (weight === undefined ? null : weight * quantity));
  const known = weights.filter(weight => weight !== null);
  return lines.length > 0 && known.length === lines.length
    ? Math.round(known.reduce((sum, weight) => sum + weight, 0))
    : null;
};
