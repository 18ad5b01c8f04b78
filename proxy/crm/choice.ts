import { z } from 'zod';
import type { MappedCode } from './crm.ts';
import type { Order } from './order.ts';

/** A place in an order whose value may choose a code, or fill a field of the CRM. */
export const Place = z
  .string()
  .regex(
    /^(delivery\.(method|pickupPoint|tariff|term)|payment\.method|origin|source|language|number|persons|certificate|promoCode|marketing\.utm_[a-z_]{1,30}|fields\.[\w.-]{1,64})$/,
  )
  .describe(
    'delivery.method, delivery.pickupPoint, delivery.tariff, delivery.term, payment.method, origin (of the page), source, language, number, persons, certificate, promoCode, marketing.utm_<name> or fields.<name>',
  );

/**
 * A CRM code chosen by something of the order: the first rule whose value is listed wins, else the default.
 * The same shape serves branches, channels, points of sale and payment types of every CRM.
 */
export const Choice = z.strictObject({
  default: z.string().optional().describe('The code where no rule applies; absent: the field is not sent'),
  rules: z
    .array(
      z.strictObject({
        from: Place,
        codes: z.record(z.string(), z.string()).describe("Value of the order: the CRM's code"),
      }),
    )
    .default([]),
});
export type Choice = z.infer<typeof Choice>;

/** What an order says at one of the places a rule may look at. */
export const valueAt = (order: Order, from: string): string | undefined => {
  if (from.startsWith('fields.')) return own(order.fields, from.slice('fields.'.length));
  if (from.startsWith('marketing.')) return own(order.marketing, from.slice('marketing.'.length));
  return PLACES.get(from)?.(order) ?? undefined;
};

const PLACES = new Map<string, (order: Order) => string | null | undefined>([
  ['delivery.method', ({ delivery }) => delivery.method],
  ['delivery.pickupPoint', ({ delivery }) => delivery.pickupPoint],
  ['delivery.tariff', ({ delivery }) => delivery.tariff?.id],
  ['delivery.term', ({ delivery }) => delivery.term],
  ['payment.method', ({ payment }) => payment.method],
  ['origin', ({ pageOrigin }) => pageOrigin],
  ['source', ({ source }) => source],
  ['language', ({ language }) => language],
  ['number', ({ number }) => number],
  ['persons', ({ persons }) => persons?.toString()],
  ['certificate', ({ certificate }) => certificate],
  ['promoCode', ({ promoCode }) => promoCode],
]);

/** A visitor's own words are keys here: `constructor` must not find what every object inherits. */
const own = (record: Record<string, string>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

export const choose = (choice: Choice | undefined, order: Order): string | undefined => {
  for (const rule of choice?.rules ?? []) {
    const value = valueAt(order, rule.from);
    const code = value === undefined ? undefined : own(rule.codes, value);
    if (code !== undefined) return code;
  }
  return choice?.default;
};

/** Every code of a choice as the manifest's `mapped` tells it, in the order in which they apply. */
export const codesOf = (choice: Choice | undefined, path: string, subject: string): MappedCode[] => {
  const { rules = [], default: rest } = choice ?? {};
  const chosen = rules.flatMap(({ from, codes }, index) =>
    Object.entries(codes).map(([value, code]) => ({
      ...{ path: `${path}.rules.${index}.codes.${value}`, subject, code },
      when: { from, value },
    })),
  );
  return rest === undefined ? chosen : [...chosen, { path: `${path}.default`, subject, code: rest, when: null }];
};

/** The same of codes that stand in a list, or under names, or alone. */
export const listed = (
  codes: string | readonly string[] | Readonly<Record<string, string | undefined>> | undefined,
  path: string,
  subject: string,
): MappedCode[] => {
  if (typeof codes === 'string') return [{ path, subject, code: codes }];
  return Object.entries(codes ?? {}).flatMap(([key, code]) =>
    code === undefined ? [] : [{ path: `${path}.${key}`, subject, code }],
  );
};
