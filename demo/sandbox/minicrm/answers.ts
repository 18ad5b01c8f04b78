/** MiniCRM's answers: JSON, and plain text for what went wrong (manual, errors). */
import type { Answer } from '../kit/sandbox.ts';
import type { Settings } from './settings.ts';

const jsonType = { 'content-type': 'application/json; charset=utf-8' };
const textType = { 'content-type': 'text/plain; charset=utf-8' };

export function json(body: unknown): Answer {
  return { status: 200, headers: jsonType, body: JSON.stringify(body) };
}

/** What every write answers. */
export function written(id: number): Answer {
  return json({ Id: id });
}

export function text(status: number, body: string): Answer {
  return { status, headers: textType, body };
}

export const notFound: Answer = text(404, 'Not found');
export const tooMany: Answer = text(429, 'Too Many Requests');

export function unauthorized({ authFailure }: Settings): Answer {
  return text(authFailure, 'Unauthorized: access denied');
}

export function notAllowed(why: string): Answer {
  return text(405, `Method not allowed: ${why}`);
}

/** One row of a list, under the key it has there. */
export interface Row {
  readonly key: number;
  readonly view: object;
}

/** A list. Its rows keep their order, which an object with numbers for keys would lose in JavaScript. */
export function list(settings: Settings, count: number | string, rows: readonly Row[]): Answer {
  const empty = { array: '[]', object: '{}', null: 'null' }[settings.emptyResults];
  const results = rows.map(({ key, view }) => `"${key}":${JSON.stringify(view)}`).join(',');
  const body = `{"Count":${JSON.stringify(count)},"Results":${rows.length ? `{${results}}` : empty}}`;
  return { status: 200, headers: jsonType, body };
}

/** A call that is turned down half way; `answer` is what the caller gets. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** A call whose parameters are not as they have to be; the body tells which (manual, errors). */
export class BadRequest extends Refusal {
  constructor(what: string, why: string) {
    super(text(400, `${what}: ${why}`));
  }
}

/** A value that a field cannot take, in the manual's words. */
export function invalidValue(value: unknown, label: string): string {
  return `Invalid value '${String(value)}' for the ${label} field.`;
}
