import type { Request, RequestHandler } from 'express';
import { AvailabilityRequest } from '../contract/index.ts';
import { faultsOf } from '../guard/faults.ts';
import { visitOf } from '../guard/visit.ts';
import { HttpProblem } from '../problem.ts';
import type { Desk } from './desk.ts';

const FOR_PAGES = { keepMs: 5_000, cacheControl: 'public, max-age=15, stale-while-revalidate=300' };
/** A back end asks in order to act on the answer: it gets it from the shop each time, and its age with it. */
const FOR_SITES = { keepMs: 0, cacheControl: 'no-store' };

/** GET /v1/availability?sku=1&sku=2 */
export const availability =
  ({ shop, answers }: Desk): RequestHandler =>
  async (req, res) => {
    const answer = await shop.availability(questionOf(req));
    answers.send(req, res, answer, visitOf(res).key === 'good' ? FOR_SITES : FOR_PAGES);
  };

const questionOf = (req: Request): AvailabilityRequest => {
  const query = new URLSearchParams(req.url.split('?')[1] ?? '');
  const skus = query.getAll('sku').filter(Boolean);
  const parsed = AvailabilityRequest.safeParse({
    ...(skus.length > 0 && { sku: [...new Set(skus)] }),
    q: query.get('q') ?? undefined,
    cursor: query.get('cursor') ?? undefined,
  });
  if (!parsed.success) throw new HttpProblem('invalid', { faults: faultsOf(parsed.error) });
  return parsed.data;
};
