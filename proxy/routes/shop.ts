import type { RequestHandler } from 'express';
import { visitOf } from '../guard/visit.ts';
import type { Desk } from './desk.ts';

const FRESHNESS = { keepMs: 30_000, cacheControl: 'public, max-age=60, stale-while-revalidate=3600' };

/** GET /v1/shop */
export const describeShop =
  ({ shop, answers }: Desk): RequestHandler =>
  (req, res) =>
    answers.send(req, res, shop.describe(visitOf(res).language), FRESHNESS);
