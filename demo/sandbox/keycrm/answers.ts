/** KeyCRM's answers: JSON, in the manner of the Laravel application it is taken to be. */
import type { Answer } from '../kit/sandbox.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };

/** Messages by field, as Laravel has them under `errors` (clients of the API read them so; no document shows the body). */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export function json(status: number, body: unknown): Answer {
  return { status, headers, body: JSON.stringify(body) };
}

export function message(status: number, text: string, more: object = {}): Answer {
  return json(status, { message: text, ...more });
}

/** The text of 401 is what clients expect. */
export const unauthenticated: Answer = message(401, 'Unauthenticated.');

export const notFound: Answer = message(404, 'Not found.');

/** A call that is turned down half way; `answer` is what the caller gets. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.body);
    this.answer = answer;
  }
}

/** The fields of a call are not as they have to be. */
export class Invalid extends Error {
  readonly errors: FieldErrors;

  constructor(errors: FieldErrors) {
    super(Object.values(errors)[0]?.[0]);
    this.errors = errors;
  }

  answer(status = 422): Answer {
    return message(status, this.message, { errors: this.errors });
  }
}
