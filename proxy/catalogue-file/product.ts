import { z } from 'zod';
import { Money } from '../contract/index.ts';
import type { Product } from '../crm/crm.ts';
import { toPrice } from './price.ts';

/** What `read` makes of a value; null is a fault, in the words of `expected`. */
const as = <T>(expected: string, read: (value: unknown) => T | null) =>
  z.unknown().transform((value, context): T => {
    const found = read(value);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });

const text = (most: number) =>
  as(`a text of at most ${most} characters`, value => {
    const trimmed = typeof value === 'string' ? value.trim() : '';
    return trimmed !== '' && trimmed.length <= most ? trimmed : null;
  });

const number = (expected: string, most: number) =>
  as(expected, value => {
    if (typeof value !== 'number' && typeof value !== 'string') return null;
    const written = String(value).trim().replace(',', '.');
    return /^\d+(\.\d+)?$/.test(written) && Number(written) <= most ? Number(written) : null;
  });

const price = (currency: string) =>
  as(`a price in ${currency} such as 1290 or 1290.50`, value => {
    if (typeof value === 'number' || typeof value === 'string') return toPrice(String(value), currency);
    const { data } = Money.safeParse(value);
    return data && data.amount >= 0 && data.currency === currency ? data : null;
  });

const address = as('an address that begins with https://', value => {
  const { data } = z.url({ protocol: /^https?$/ }).safeParse(value);
  return data ?? null;
});

const millimetres = number('millimetres', 1e6);

/** One product as the shop's file writes it, whether a row of a CSV or an object of a JSON. */
export const productSchema = (currency: string): z.ZodType<Product> =>
  z.object({
    sku: text(64),
    name: text(500),
    price: price(currency).nullable(),
    oldPrice: price(currency).optional(),
    vat: number('a percentage such as 20', 100).optional(),
    unit: text(50).optional(),
    weight: number('grams', 1e9).optional(),
    size: z.object({ length: millimetres, width: millimetres, height: millimetres }).optional(),
    ean: text(64).optional(),
    brand: text(200).optional(),
    category: text(500).optional(),
    picture: address.optional(),
    url: address.optional(),
    properties: z.array(z.object({ name: text(200), value: text(2000) })).optional(),
  });
