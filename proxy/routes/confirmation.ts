import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Money, OrderRequest } from '../contract/index.ts';
import { HttpProblem } from '../problem.ts';
import type { Desk } from './desk.ts';

const GOOD_FOR_MS = 3600_000;
/** The token comes back in a form, whose size is capped. */
const MAX_TOKEN = 60_000;

const Sealed = z.object({
  order: OrderRequest,
  /** Null until the form is sealed the first time. */
  key: z.string().nullable(),
  suspicious: z.boolean(),
  returnUrl: z.string().nullable(),
  origin: z.string().nullable(),
});
/** A plain form on its way to be an order, with what was found out about it. */
export type Confirmed = z.infer<typeof Sealed>;

type Needs = Pick<Desk, 'keys' | 'clock'>;

/** Seals a form into a token of one order: the key inside makes a second use of it find the first. */
export const sealConfirmed = ({ keys, clock }: Needs, form: Confirmed, total: Money | null): string => {
  const { expectedTotal: _before, ...order } = form.order;
  const sealed: Confirmed = {
    ...form,
    order: total ? { ...order, expectedTotal: total } : order,
    key: form.key ?? `form:${randomUUID()}`,
  };
  const token = keys.sealToken('confirm', sealed, clock.now() + GOOD_FOR_MS);
  if (token.length > MAX_TOKEN) throw new HttpProblem('too-large');
  return token;
};

/** What a token holds; null if it is not ours or has expired. */
export const openConfirmed = ({ keys, clock }: Needs, token: string): Confirmed | null => {
  const parsed = Sealed.safeParse(keys.openToken('confirm', token, clock.now()));
  return parsed.success ? parsed.data : null;
};
