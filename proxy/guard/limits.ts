import type { RequestHandler, Response } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import { HttpProblem } from '../problem.ts';
import { visitOf } from './visit.ts';

/** How many times the soft limit even confirmed forms may reach. */
const HARD = 3;

const tooMany = (res: Response): HttpProblem =>
  new HttpProblem('too-many-requests', { retryAfter: Number(res.getHeader('Retry-After') ?? 60) });

/** By address, in memory. `validate` is off: the config has checked what the library would print to the console. */
const byAddress = (identifier: string, windowMs: number, limit: number, options: Partial<Options>): RequestHandler =>
  rateLimit({
    identifier,
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: false,
    keyGenerator: (_req, res) => visitOf(res).address,
    skip: (_req, res) => visitOf(res).key === 'good',
    handler: (_req, res, next) => next(tooMany(res)),
    ...options,
  });

/** Every request of a visitor counts. */
export const limitRequests = (perMinute: number): RequestHandler => byAddress('requests', 60_000, perMinute, {});

/** Only what fails counts: a CRM may notify in bursts, and nobody may guess tokens. */
export const limitGuesses = (perMinute: number): RequestHandler =>
  byAddress('notifications', 60_000, perMinute, { skipSuccessfulRequests: true });

/** Only accepted orders count. JSON above the limit is refused; a form goes on, marked, to be confirmed by hand. */
export const limitOrders = (perTenMinutes: number): RequestHandler =>
  byAddress('orders', 600_000, perTenMinutes, {
    skipFailedRequests: true,
    requestWasSuccessful: (_req, res) => res.statusCode === 201 || res.statusCode === 303,
    handler: (req, res, next) => {
      const used = 'rateLimit' in req ? (req.rateLimit as { used: number }).used : Number.POSITIVE_INFINITY;
      if (!req.is(['urlencoded', 'multipart']) || used > perTenMinutes * HARD) return next(tooMany(res));
      res.removeHeader('Retry-After');
      res.locals['manyOrders'] = true;
      next();
    },
  });

/** Whether this address has ordered more than a household would. */
export const ordersMuch = (res: Response): boolean => res.locals['manyOrders'] === true;
