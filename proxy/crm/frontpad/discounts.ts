import { certificateDue, lineDiscount, type Order } from '../order.ts';
import type { Draft } from './form.ts';
import { toMinor } from './money.ts';
import { type Settings, type SiteOnlyField, siteOnlyFields } from './settings.ts';

type Values = Partial<Record<SiteOnlyField, string>>;

const VALID: Record<SiteOnlyField, (value: string) => boolean> = {
  card: value => /^\d{1,16}$/.test(value) && /[1-9]/.test(value),
  score: value => /^\d{1,9}([.,]\d{1,2})?$/.test(value) && /[1-9]/.test(value),
  sale: value => /^([1-9]\d?|100)$/.test(value),
  sale_amount: value => (toMinor(value) ?? 0) > 0,
};

/** What the site's back end said; of anyone else nothing counts, whatever the config maps. */
const siteValues = (form: Draft, order: Order, extra: (field: SiteOnlyField) => string | undefined): Values => {
  const values: Values = {};
  for (const field of siteOnlyFields) {
    const value = extra(field);
    if (value === undefined) continue;
    if (order.source !== 'site') form.warn('field-dropped', field);
    else if (VALID[field](value)) values[field] = value;
    else form.warn('field-dropped', field, true);
  }
  return values;
};

/** The order's own discount in hundredths, or the mapped one; 0 for none. */
const discountOf = (form: Draft, order: Order, values: Values): number => {
  const given = order.discount?.amount ?? 0;
  if (given <= 0) return toMinor(values.sale_amount) ?? 0;
  if (values.sale_amount) form.warn('field-dropped', 'sale_amount', true);
  return given;
};

/** A line has no discount in FrontPad: it is given only where the line is sent with our price. */
export const warnLineDiscounts = (form: Draft, { lines }: Order, { priceOverride }: Settings): void => {
  for (const line of lines) {
    const isGiven = line.price && priceOverride.includes(line.sku) && lineDiscount(line).rest === 0;
    if (line.discount?.amount && !isGiven) form.warn('discount-changed', line.sku, true);
  }
};

/** Writes card, points and at most one of `sale_amount` and `sale` (FrontPad API, documents A and B: never both). */
export const putDiscounts = (form: Draft, order: Order, extra: (field: SiteOnlyField) => string | undefined): void => {
  const values = siteValues(form, order, extra);
  form.put('card', values.card);
  form.put('score', values.score?.replace(',', '.'));
  if (order.source !== 'site') {
    // A certificate's discount is FrontPad's own to give; any other was shown to the visitor and goes no further.
    const given = form.has('certificate') ? certificateDue(order) : 0;
    if ((order.discount?.amount ?? 0) > given) form.warn('discount-changed', 'discount', true);
    return;
  }
  const discount = discountOf(form, order, values);
  const whole = Math.round(discount / 100);
  if (whole * 100 !== discount) form.warn('discount-changed', 'sale_amount', true);
  if (whole > 0) form.put('sale_amount', String(whole));
  // Both are sent as the site gave them, but FrontPad may now take the certificate off a second time.
  if (whole > 0 && form.has('certificate')) form.warn('discount-changed', 'certificate', true);
  if (discount === 0) form.put('sale', values.sale);
  else if (values.sale) form.warn('field-dropped', 'sale', true);
};
