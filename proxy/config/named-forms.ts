import type { ConfigFault } from './config.ts';
import { nearest } from './faults.ts';
import type { ParsedConfig } from './schema.ts';

/** What a form that the site's back end hands on may fill of an order; the site says prices, a page never does. */
const ORDER_TARGET =
  /^(customer\[(id|name|firstName|lastName|company|phone|email)\]|delivery\[(method|pickupPoint|at|cost|recipient\]\[(name|phone)|address\]\[\w+)\]|payment\[method\]|number|discount|certificate|promoCode|persons|comment|consent|marketing\[utm_\w+\]|fields\[[\w-]+\]|lines\[\d+\]\[(sku|quantity|name|price)\])$/;
const CUSTOMER_TARGETS = [
  'id',
  'name',
  'firstName',
  'lastName',
  'phone',
  'email',
  'registeredAt',
  'disabled',
  'consent',
] as const;

/** Whether every field of a form goes somewhere, and a customer can be told from another. */
export const checkNamedForms = ({ forms }: ParsedConfig): ConfigFault[] =>
  Object.entries(forms.named).flatMap(([name, { to, fields, values }]) => {
    const path = `forms.named.${name}`;
    const filled = [
      ...Object.entries(fields).map(([field, target]) => ({ path: `${path}.fields.${field}`, target })),
      ...Object.keys(values).map(target => ({ path: `${path}.values`, target })),
    ];
    const isGood = (target: string) =>
      to === 'order' ? ORDER_TARGET.test(target) : CUSTOMER_TARGETS.some(known => known === target);
    const faults = filled.filter(({ target }) => !isGood(target)).map(one => targetFault(one, to));
    const hasId = to === 'order' || Object.values(fields).includes('id');
    return hasId ? faults : [...faults, withoutId(`${path}.fields`)];
  });

const targetFault = ({ path, target }: { path: string; target: string }, to: 'order' | 'customer'): ConfigFault => ({
  path,
  found: JSON.stringify(target),
  expected: to === 'order' ? 'a field of an order, such as customer[phone]' : `one of ${CUSTOMER_TARGETS.join(', ')}`,
  suggestion: to === 'order' ? null : nearest(target, [...CUSTOMER_TARGETS]),
});

const withoutId = (path: string): ConfigFault => ({
  path,
  found: 'no field for id',
  expected: "a field with the site's own id of the customer",
  suggestion: null,
});
