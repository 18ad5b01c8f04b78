/** FrontPad's answers: JSON with `result`, under HTTP 200 whatever happened. */
import type { Answer } from '../kit/sandbox.ts';

/** Every code the API is known to answer (FrontPad API, documents A and B; `invalid_method` as seen on live accounts). */
export type ErrorCode =
  | 'invalid_secret'
  | 'requests_limit'
  | 'api_off'
  | 'invalid_plant'
  | 'invalid_method'
  | 'cash_close'
  | 'invalid_product_keys'
  | 'invalid_certificate'
  | 'invalid_client_phone'
  | 'invalid_products'
  | 'invalid_order_id';

export function success(fields: object, note = 'success'): Answer {
  return json({ result: 'success', ...fields }, note);
}

export function failure(code: ErrorCode): Answer {
  return json({ result: 'error', error: code }, code);
}

/** The old `get_status` has its error code in `status` (FrontPad API, document A). */
export function statusFailure(code: ErrorCode): Answer {
  return json({ result: 'error', status: code }, code);
}

/** A call that names no method gets nothing, in JSON (seen by a client). */
export const nothing: Answer = json(null, 'null');

/** A list, either as an array or as an object with the keys "0", "1", …: FrontPad is PHP, which can write both. */
export function list(values: readonly (string | number)[], as: 'array' | 'object'): object {
  const texts = values.map(String);
  return as === 'array' ? texts : { ...texts };
}

function json(body: object | null, note: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    note,
  };
}
