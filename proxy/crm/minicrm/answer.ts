import type { z } from 'zod';
import type { CrmAnswer, CrmRequest } from '../crm.ts';
import { CrmFailure, type FailureFacts } from '../failure.ts';
import { failureOfAnswer } from '../verdict.ts';

/** HTTP statuses that mean something of their own here. */
export const READABLE = [400, 404, 405, 429];

/** MiniCRM does not say how long to wait; a minute empties its window (published clients sleep for as long). */
const WINDOW_MS = 60_000;

const DENIED = /unauthori[sz]ed|access denied/i;

/** The field a refusal is about, as it ends: nothing of the value, which is quoted before. */
const fieldOf = (text: string): string => {
  const field = /for the ([\p{L}\p{N} _-]{1,40}) field\.?\s*$/u.exec(text.slice(-200))?.[1];
  return field === undefined ? '' : `:${field}`;
};

/** Where neither the path nor an id in it can be wrong, "not found" is how MiniCRM refuses a key or a tariff. */
const refusalOf = ({ status, text }: CrmAnswer, known: boolean): FailureFacts | null => {
  if (status === 404 && (known || DENIED.test(text))) return { kind: 'auth', taken: 'no', code: 'http-404' };
  if (status === 400 && DENIED.test(text)) return { kind: 'auth', taken: 'no', code: 'http-400' };
  if (status === 400) return { kind: 'invalid', taken: 'no', code: `http-400${fieldOf(text)}` };
  if (status === 405) return { kind: 'conflict', taken: 'no', code: 'http-405' };
  return null;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

/**
 * The answer of a call that went well, read by its schema.
 * @param known whether the address called is there in every account
 * @throws CrmFailure for errors, and for anything that is no answer of MiniCRM's
 */
export const readAnswer = <Schema extends z.ZodType>(
  request: CrmRequest,
  answer: CrmAnswer,
  schema: Schema,
  { known, now }: { known: boolean; now: number },
): z.output<Schema> => {
  const { operation, kind } = request;
  const refused = refusalOf(answer, known);
  if (refused) throw new CrmFailure(operation, refused);
  const failure = failureOfAnswer({ ...request, accept: [] }, answer, now);
  if (failure?.kind === 'limit') {
    const { retryAfterMs = WINDOW_MS } = failure;
    throw new CrmFailure(operation, { kind: 'limit', taken: 'no', code: `http-${answer.status}`, retryAfterMs });
  }
  if (failure) throw failure;
  const read = schema.safeParse(jsonOf(answer.text));
  if (read.success) return read.data;
  throw new CrmFailure(operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });
};
