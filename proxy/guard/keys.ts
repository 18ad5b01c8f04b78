import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { HttpProblem } from '../problem.ts';
import { visitOf } from './visit.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares without telling, by its time, how much was right. */
export const sameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

/** What an Authorization header is worth: `none` where it is absent or of a scheme that is not ours. */
export type KeyCheck = (authorization: string | undefined) => 'none' | 'good' | 'bad';

export const createKeyCheck = (serverKeys: readonly string[]): KeyCheck => {
  const hashes = serverKeys.map(digest);
  return authorization => {
    const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (given === undefined) return 'none';
    const hash = digest(given);
    // Every key is compared, so that time does not tell which one came near.
    return hashes.filter(known => timingSafeEqual(hash, known)).length > 0 ? 'good' : 'bad';
  };
};

/** For routes a page and the site's back end share. A wrong key is refused, never taken for a visitor. */
export const keyOptional: RequestHandler = (req, res, next) => {
  const { key } = visitOf(res);
  if (key !== 'none' && req.headers.origin !== undefined) throw new HttpProblem('key-in-browser');
  if (key === 'bad') throw new HttpProblem('unauthorized');
  next();
};

/** For routes of the site's back end alone. */
export const keyRequired: RequestHandler = (req, res, next) => {
  if (req.headers.origin !== undefined) throw new HttpProblem('key-in-browser');
  if (visitOf(res).key !== 'good') throw new HttpProblem('unauthorized');
  next();
};
