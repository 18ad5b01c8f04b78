import type { z } from 'zod';
import type { CrmAnswer, CrmRequest } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { failureOfAnswer } from '../verdict.ts';

/** Statuses read here: a refusal names its fields in the body, a 503 means "too many" only if something says so. */
export const READABLE = [422, 503];

/** What the vendor's own Ruby client waits where no Retry-After is given. */
const UNSAID_WAIT_MS = 150_000;

/** The name of a field of the API, and nothing that a visitor could have put there. */
const FIELD = /^[a-z_]{1,40}(\.[a-z_]{1,40}){0,2}$/;

/** A refusal that names what it is about. */
export class Refusal extends CrmFailure {
  readonly fields: readonly string[];

  constructor(operation: string, fields: readonly string[]) {
    const [first] = fields;
    super(operation, { kind: 'invalid', taken: 'no', code: first ? `refused:${first}` : 'refused' });
    this.fields = fields;
  }
}

/** How much of the allowance is used, 0 to 1; null where the answer does not say (vendor's docs, 01 readme). */
export const usageOf = ({ headers }: Pick<CrmAnswer, 'headers'>): number | null => {
  const [, used, max] = /^\s*(\d+)\s*\/\s*([1-9]\d*)\s*$/.exec(headers['api-usage-limit'] ?? '') ?? [];
  return used === undefined || max === undefined ? null : Number(used) / Number(max);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Errors come as a map by field, or as one inside `errors` (vendor's docs, 10 Товары). */
const fieldsIn = (said: unknown): string[] => {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return [];
  const inner = 'errors' in said ? said.errors : said;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return [];
  return Object.keys(inner).filter(key => FIELD.test(key));
};

const failureOf = (request: CrmRequest, answer: CrmAnswer, now: number): CrmFailure | null => {
  if (answer.status === 422) return new Refusal(request.operation, fieldsIn(jsonOf(answer.text)));
  const isFull = answer.status === 503 && (usageOf(answer) ?? 0) >= 1;
  if (isFull && !('retry-after' in answer.headers)) {
    return new CrmFailure(request.operation, {
      kind: 'limit',
      taken: 'no',
      code: 'http-503',
      retryAfterMs: UNSAID_WAIT_MS,
    });
  }
  return failureOfAnswer({ ...request, accept: [] }, answer, now);
};

/**
 * The answer of a call that went well, read by its schema.
 * @throws CrmFailure for errors, and for anything that is no answer of InSales'
 */
export const readAnswer = <Schema extends z.ZodType>(
  request: CrmRequest,
  answer: CrmAnswer,
  schema: Schema,
  now: number,
): z.output<Schema> => {
  const failure = failureOf(request, answer, now);
  if (failure) throw failure;
  const read = schema.safeParse(jsonOf(answer.text));
  if (read.success) return read.data;
  throw new CrmFailure(request.operation, { kind: 'protocol', taken: request.kind === 'submit' ? 'unknown' : 'no' });
};
