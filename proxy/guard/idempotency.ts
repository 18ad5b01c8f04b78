import type { Request } from 'express';
import { HttpProblem } from '../problem.ts';

/** The draft standard quotes the key, most clients send it bare; null: there is none. */
const unquote = (header: string): string =>
  /^".*"$/.test(header) ? header.slice(1, -1).replace(/\\(["\\])/g, '$1') : header;

/** @throws HttpProblem `key-required` where there is none, or none that can be used */
export const idempotencyKey = (req: Request): string => {
  const key = unquote((req.get('Idempotency-Key') ?? '').trim());
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new HttpProblem('key-required');
  return key;
};
