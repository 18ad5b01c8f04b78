import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Config } from '../config/config.ts';
import { minorDigits } from '../contract/currency.ts';
import { CustomerRequest, FormRequest, SiteOrderRequest } from '../contract/index.ts';
import { HttpProblem } from '../problem.ts';
import { flatten, readJson } from './body.ts';
import { faultsOf } from './faults.ts';
import { type Pairs, readPairs, treeOf, typed, YES } from './form.ts';
import { withOffset } from './local-time.ts';

type NamedForm = Config['forms']['named'][string];
type Shop = Pick<Config['shop'], 'currency' | 'timezone'>;

const MONEY = new Set(['price', 'cost', 'discount']);

/** A form as the site's back end hands it on: as JSON, or just as its page has posted it. */
export const readForm = async (req: Request, res: Response): Promise<Pairs> =>
  req.is(['urlencoded', 'multipart']) ? await readPairs(req) : flatten(await readJson(req, res, FormRequest));

/** What the config names of a form, under our names: nothing else of it goes anywhere. */
const mapped = (pairs: Pairs, { fields, values }: NamedForm): Pairs => [
  ...Object.entries(values),
  ...pairs.flatMap(([name, value]): Pairs => {
    const target = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return target === undefined ? [] : [[target, value]];
  }),
];

/** @throws HttpProblem `invalid` with the faults, by our names of the fields */
export const orderOfForm = (pairs: Pairs, form: NamedForm, shop: Shop): SiteOrderRequest => {
  const told = mapped(pairs, form);
  // Names of ours already: no alias may lead them elsewhere.
  const tree = treeOf(told, Object.fromEntries(told.map(([name]) => [name, name])));
  return checked(SiteOrderRequest, { customer: {}, ...withMoney(typed(tree, shop.timezone), shop.currency) });
};

/** @throws HttpProblem `invalid` with the faults, by our names of the fields */
export const customerOfForm = (pairs: Pairs, form: NamedForm, { timezone }: Shop): CustomerRequest => {
  const told = mapped(pairs, form).filter(([, value]) => value.trim() !== '');
  return checked(
    CustomerRequest,
    Object.fromEntries(told.map(([name, value]) => [name, typedFact(name, value, timezone)])),
  );
};

const typedFact = (name: string, value: string, timezone: string): string | boolean => {
  if (name === 'disabled' || name === 'consent') return YES.test(value.trim());
  return name === 'registeredAt' ? withOffset(value.trim(), timezone) : value;
};

const checked = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HttpProblem('invalid', { faults: faultsOf(parsed.error) });
  return parsed.data;
};

/** A sum in a form is written in major units, as people write it. */
const withMoney = (tree: Record<string, unknown>, currency: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, moneyIn(key, value, currency)]));

const moneyIn = (key: string, value: unknown, currency: string): unknown => {
  if (key === 'fields' || key === 'marketing') return value;
  if (typeof value === 'string') return MONEY.has(key) ? moneyOf(value, currency) : value;
  if (Array.isArray(value)) return value.map(one => withMoney(one, currency));
  return typeof value === 'object' && value !== null ? withMoney({ ...value }, currency) : value;
};

/** What is no sum stays as it is, for the schema to refuse. */
const moneyOf = (text: string, currency: string): unknown => {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (!/^\d{1,10}(\.\d{1,4})?$/.test(plain)) return text;
  return { amount: Math.round(Number(plain) * 10 ** minorDigits(currency)), currency };
};
