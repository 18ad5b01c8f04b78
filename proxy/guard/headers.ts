import type { RequestHandler } from 'express';

const YEAR_SECONDS = 31_536_000;

/** What every answer of ours carries, worked out once. `no-store` stands until a route knows better. */
export const baseHeaders = (publicUrl: string): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  ...(publicUrl.startsWith('https:') && { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}` }),
});

export const setHeaders = (headers: Record<string, string>): RequestHandler => {
  const pairs = new Map(Object.entries(headers));
  return (_req, res, next) => {
    res.setHeaders(pairs);
    next();
  };
};
