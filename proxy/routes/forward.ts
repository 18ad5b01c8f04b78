import type { RequestHandler } from 'express';
import { CrmFailure } from '../crm/failure.ts';
import { methodNotAllowed } from '../guard/errors.ts';
import { HttpProblem } from '../problem.ts';
import type { Desk } from './desk.ts';

const ADDRESS = /^\/v1\/crm\/([a-z0-9-]+)(\/[^?]*)(?:\?(.*))?$/;
/** Seconds to wait where nobody said how long. */
const UNSAID_WAIT = 2;

/**
 * GET /v1/crm/{connection}/{path}: the site's back end reads the CRM's own API. No connection, none that opens
 * anything, and a path that is not open look alike.
 */
export const forward =
  ({ connections }: Desk): RequestHandler =>
  async (req, res, next) => {
    // Express takes HEAD for GET.
    if (req.method !== 'GET') return methodNotAllowed(req, res, next);
    // The address as it came: once decoded it might mean another path to the CRM than to us.
    const [, name = '', path = '', query = ''] = ADDRESS.exec(req.url) ?? [];
    const answer = await connections.get(name)?.forward?.get(path, query).catch(refuse);
    if (!answer || answer.kind === 'unlisted') throw new HttpProblem('not-found');
    if (answer.kind === 'query-refused') throw new HttpProblem('query-refused');
    res.status(answer.status).set('Content-Type', 'application/json; charset=utf-8').end(answer.json);
  };

/** The CRM's no to its key is not ours to the caller's: a 401 would have him look at the wrong one. */
const refuse = (error: unknown): never => {
  if (!(error instanceof CrmFailure)) throw error;
  if (error.kind === 'auth') throw new HttpProblem('crm-key-refused');
  if (error.kind !== 'limit') throw new HttpProblem('crm-failed');
  const seconds = error.retryAfterMs === undefined ? UNSAID_WAIT : Math.ceil(error.retryAfterMs / 1000);
  throw new HttpProblem('unavailable', { retryAfter: seconds });
};
