import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import { HttpProblem } from '../problem.ts';

/** What a page may read of an answer besides its body. */
export const EXPOSED = 'RateLimit, RateLimit-Policy, Retry-After, ETag, Location';
/** Chromium caps a preflight at two hours. */
const PREFLIGHT_SECONDS = '7200';
/** How many refused origins are named in the log before it falls silent. */
const NAMED = 20;

export interface Origins {
  /** Whether a page of this origin may talk to us. */
  allows(origin: string | undefined): boolean;
  /** The origin is ours: a page the proxy itself has served. */
  isOwn(req: IncomingMessage): boolean;
}

export const createOrigins = ({ origins, publicUrl }: Pick<Config, 'origins' | 'publicUrl'>): Origins => {
  const own = new URL(publicUrl).origin;
  // Through URL, so that an origin typed with capitals, a default port or Cyrillic matches what browsers send.
  const listed = new Set([own, ...origins.map(origin => new URL(origin).origin)]);
  return {
    allows: origin => origin !== undefined && listed.has(origin),
    // Sec-Fetch-Site cannot be set by a page, and holds where the proxy is reached by another name than publicUrl.
    isOwn: req => req.headers.origin === own || req.headers['sec-fetch-site'] === 'same-origin',
  };
};

/**
 * Answers preflights and lets only listed origins read. No Origin, or `null`, is no page we could name:
 * it may ask, but no browser will let it read, and forms are confirmed by hand.
 */
export const crossOrigin = (origins: Origins, log: Log): RequestHandler => {
  const named = new Set<string>();
  const name = (origin: string) => {
    if (named.size >= NAMED || named.has(origin)) return;
    named.add(origin);
    log.warn('origin-refused', { origin: origin.slice(0, 100) });
  };

  return (req, res, next) => {
    const { origin } = req.headers;
    res.vary('Origin');
    if (origin !== undefined && origins.allows(origin)) {
      res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED });
    } else if (origin !== undefined && origin !== 'null' && !origins.isOwn(req)) {
      name(origin);
      throw new HttpProblem('origin-not-allowed');
    }
    if (req.method !== 'OPTIONS') return next();
    if (origin !== undefined && origins.allows(origin)) {
      res.set({
        'Access-Control-Allow-Methods': 'GET, POST',
        'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key, Last-Event-ID',
        'Access-Control-Max-Age': PREFLIGHT_SECONDS,
      });
    }
    res.status(204).end();
  };
};
