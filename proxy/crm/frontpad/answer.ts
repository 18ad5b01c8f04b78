import type { z } from 'zod';
import { CrmFailure, type FailureFacts } from '../failure.ts';
import { Envelope } from './wire.ts';

export type Operation = 'new_order' | 'get_client' | 'get_certificate' | 'get_products' | 'get_stops';

/** Codes that mean "there is none" rather than trouble (FrontPad API, document B). */
const NOTHING: Partial<Record<Operation, string>> = {
  get_client: 'invalid_client_phone',
  get_certificate: 'invalid_certificate',
  get_products: 'invalid_products',
  get_stops: 'no_stops',
};

const refused = { kind: 'invalid', taken: 'no' } as const;
const shut = { kind: 'auth', taken: 'no' } as const;

/** FrontPad API, documents A and B; `invalid_method` was seen on live accounts. The API names no waiting time. */
const FAILURES = new Map<string, FailureFacts>([
  ['invalid_secret', shut],
  ['api_off', shut],
  ['invalid_plant', shut],
  ['requests_limit', { kind: 'limit', taken: 'no', retryAfterMs: 60_000 }],
  ['cash_close', { kind: 'unavailable', taken: 'no' }],
  ['invalid_method', { kind: 'protocol', taken: 'no' }],
  ['invalid_product_keys', refused],
  ['invalid_certificate', refused],
  ['invalid_client_phone', refused],
  ['invalid_products', refused],
  ['invalid_order_id', refused],
  ['invalid_datetime', refused],
  ['invalid_tags', refused],
  ['invalid_hook_status', refused],
]);

/** Not understood: of an order nobody knows whether it was taken, a read can have done nothing. */
const unclear = (operation: Operation, code?: string): CrmFailure =>
  new CrmFailure(operation, {
    kind: 'protocol',
    taken: operation === 'new_order' ? 'unknown' : 'no',
    ...(code && { code }),
  });

const failureOf = (operation: Operation, code: string | undefined): CrmFailure => {
  const facts = code === undefined ? undefined : FAILURES.get(code);
  if (facts) return new CrmFailure(operation, { ...facts, code });
  // An error may be a free text that repeats what was sent: only what looks like a code is passed on.
  return unclear(operation, code && /^[a-z_]{1,40}$/.test(code) ? code : undefined);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

/**
 * An answer's body, or null where FrontPad has nothing to tell.
 * @throws CrmFailure for errors and for anything that is no answer of FrontPad's
 */
export const readAnswer = (operation: Operation, text: string): Envelope | null => {
  const parsed = Envelope.safeParse(jsonOf(text));
  if (!parsed.success) throw unclear(operation);
  const { result, error, status, description } = parsed.data;
  const nothing = NOTHING[operation];
  if (nothing !== undefined && [error, status, description].includes(nothing)) return null;
  if (result !== 'success') throw failureOf(operation, error ?? status ?? description);
  return parsed.data;
};

/**
 * A successful answer read by its schema.
 * @throws CrmFailure if it has another shape
 */
export const readAs = <Schema extends z.ZodType>(
  operation: Operation,
  schema: Schema,
  answer: unknown,
): z.output<Schema> => {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw unclear(operation);
  return parsed.data;
};
