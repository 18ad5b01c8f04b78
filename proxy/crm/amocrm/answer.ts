import type { z } from 'zod';
import type { CrmAnswer, CrmRequest } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { failureOfAnswer } from '../verdict.ts';
import { Problem } from './wire.ts';

/** HTTP statuses that say more in their body. 401 and 403 say no more: a block may even answer HTML (vendor's issue 318). */
export const READABLE = [400, 422];

/** Where in what we sent the trouble is; anything else might be a word of the visitor's. */
const PATH = /^(\d{1,3}\.)?_?[a-z]+(_[a-z]+)*(\.(\d{1,3}|_?[a-z]+(_[a-z]+)*)){0,8}$/;
const CODE = /^[A-Za-z]\w{0,40}$/;

/** A refusal that names what it is about. */
export class Refusal extends CrmFailure {
  readonly paths: readonly string[];

  constructor(operation: string, code: string, paths: readonly string[]) {
    const [first] = paths;
    super(operation, { kind: 'invalid', taken: 'no', code: first === undefined ? code : `${code}:${first}` });
    this.paths = paths;
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

const refusalOf = ({ operation }: CrmRequest, { status, text }: CrmAnswer): CrmFailure => {
  const read = Problem.safeParse(jsonOf(text));
  const errors = (read.success ? (read.data['validation-errors'] ?? []) : []).flatMap(({ errors }) => errors);
  const [code] = errors.flatMap(({ code = '' }) => (CODE.test(code) ? [code] : []));
  const paths = errors.flatMap(({ path = '' }) => (PATH.test(path) ? [path] : []));
  return new Refusal(operation, code ?? `http-${status}`, paths);
};

/** Not understood: of a call that acts nobody knows whether it was taken. */
export const unclear = ({ operation, kind }: Pick<CrmRequest, 'operation' | 'kind'>): CrmFailure =>
  new CrmFailure(operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });

/**
 * The answer of a call that went well, read by its schema; null for 204, which is how an empty list and a missing id
 * are answered (documentation, contacts).
 * @throws CrmFailure for errors, and for anything that is no answer of amoCRM's
 */
export const readAnswer = <Schema extends z.ZodType>(
  request: CrmRequest,
  answer: CrmAnswer,
  schema: Schema,
  now: number,
): z.output<Schema> | null => {
  if (READABLE.includes(answer.status)) throw refusalOf(request, answer);
  const failure = failureOfAnswer(request, answer, now);
  if (failure) throw failure;
  if (answer.status === 204) return null;
  const read = schema.safeParse(jsonOf(answer.text));
  if (!read.success) throw unclear(request);
  return read.data;
};
