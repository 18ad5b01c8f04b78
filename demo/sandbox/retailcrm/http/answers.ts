/** RetailCRM's answers: JSON with `success`, and `errorMsg` and `errors` when it is false (RetailCRM API rules). */
import type { Answer } from '../../kit/sandbox.ts';

/** Faults by the field they are in (as vendor clients' tests have it: a map, or a list). */
export type Errors = Readonly<Record<string, string>> | readonly string[];

/** A call that is not served; {@link refusalAnswer} makes the answer of it. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: Errors | undefined;
  readonly extra: object;

  constructor(status: number, errorMsg: string, errors?: Errors, extra: object = {}) {
    super(errorMsg);
    this.status = status;
    this.errors = errors;
    this.extra = extra;
  }
}

export function ok(fields: object): Answer {
  return json(200, { success: true, ...fields });
}

/** What was made new is answered with 201 (vendor's Go and Python clients' tests). */
export function created(fields: object): Answer {
  return json(201, { success: true, ...fields });
}

export function refusalAnswer({ status, message, errors, extra }: Refusal): Answer {
  const body = { success: false, errorMsg: message, ...(errors === undefined ? {} : { errors }), ...extra };
  return json(status, body, message);
}

/** What the web server in front answers by itself, as when there is no account or there are too many calls. */
export function serverPage(status: number, reason: string): Answer {
  const body = `<html><head><title>${status} ${reason}</title></head><body><h1>${status} ${reason}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body, note: reason };
}

function json(status: number, body: object, note?: string): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(body), ...(note === undefined ? {} : { note }) };
}

/** The refusals that more than one method gives, in the API's own words (its published clients match on them). */
export const refusals = {
  missing: (name: string) => new Refusal(400, `Parameter '${name}' is missing`),
  badEntity: (errors: Errors) => new Refusal(400, 'Errors in the entity format', errors),
  badParameters: (errors: Errors) => new Refusal(400, 'Errors in the input parameters', errors),
  notFound: () => new Refusal(404, 'Not found'),
} as const;
