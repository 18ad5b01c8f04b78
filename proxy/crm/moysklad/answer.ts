import type { z } from 'zod';
import type { CrmAnswer, CrmRequest } from '../crm.ts';
import { CrmFailure, type FailureFacts } from '../failure.ts';
import { failureOfAnswer } from '../verdict.ts';
import { Failure } from './wire.ts';

/** HTTP statuses that say more in their body. Which goes with which code is documented only in part. */
export const READABLE = [400, 401, 403, 404, 409, 412, 415];

type Kind = FailureFacts['kind'];

/** The vendor's codes (documentation, Errors). What is not here is judged by its HTTP status. */
const CODES: Record<number, Kind> = {
  1002: 'protocol',
  1016: 'auth',
  1017: 'auth',
  1021: 'not-found',
  1028: 'conflict',
  1037: 'protocol',
  1045: 'auth',
  1048: 'auth',
  1049: 'limit',
  1056: 'auth',
  1061: 'auth',
  1062: 'protocol',
  1065: 'unavailable',
  1070: 'auth',
  1073: 'limit',
  1074: 'unavailable',
  2001: 'protocol',
  3006: 'conflict',
  13004: 'auth',
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

/** A field's name and no more: a message may quote what was sent. */
const fieldOf = (parameter: string | undefined): string =>
  /^[A-Za-z][\w.[\]]{0,40}$/.test(parameter ?? '') ? `:${parameter}` : '';

/** What an error of the vendor's own says; null where the body holds none. */
const saidIn = (body: unknown, status: number): FailureFacts | null => {
  const parsed = Failure.safeParse(body);
  const [first] = parsed.success ? parsed.data.errors : [];
  if (first?.code === undefined) return null;
  const kind = CODES[first.code] ?? (status < 300 || status === 400 || status === 412 ? 'invalid' : null);
  return kind && { kind, taken: 'no', code: `${first.code}${fieldOf(first.parameter)}` };
};

const unclear = ({ operation, kind }: CrmRequest): CrmFailure =>
  new CrmFailure(operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });

const byStatus = (request: CrmRequest, answer: CrmAnswer, now: number): CrmFailure => {
  if (answer.status === 412) {
    return new CrmFailure(request.operation, { kind: 'invalid', taken: 'no', code: 'http-412' });
  }
  return failureOfAnswer({ ...request, accept: [] }, answer, now) ?? unclear(request);
};

/**
 * The answer of a call that went well, read by its schema.
 * @throws CrmFailure for errors, and for anything that is no answer of MoySklad's
 */
export const readAnswer = <Schema extends z.ZodType>(
  request: CrmRequest,
  answer: CrmAnswer,
  schema: Schema,
  now: number,
): z.output<Schema> => {
  const body = jsonOf(answer.text);
  const said = saidIn(body, answer.status);
  if (said) throw new CrmFailure(request.operation, said);
  if (answer.status >= 300) throw byStatus(request, answer, now);
  const read = schema.safeParse(body);
  if (!read.success) throw unclear(request);
  return read.data;
};
