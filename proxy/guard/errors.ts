import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { CrmFailure } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import { sendPage } from '../pages/page.ts';
import { problemPage } from '../pages/problem.ts';
import { HttpProblem, problemBody } from '../problem.ts';
import { visitOf } from './visit.ts';

/** For a path of ours asked with a method it has no use for. */
export const methodNotAllowed: RequestHandler = (req, res) => {
  const methods: string[] = Object.keys(req.route?.methods ?? {}).filter(method => method !== '_all');
  res.set('Allow', methods.map(method => method.toUpperCase()).join(', '));
  throw new HttpProblem('method-not-allowed');
};

export const notFound: RequestHandler = () => {
  throw new HttpProblem('not-found');
};

/** Whether a person reads the answer: a browser that navigates asks for HTML before all else. */
export const wantsHtml = (req: Request): boolean => req.accepts(['json', 'html']) === 'html';

/** What may be told of an error. One that is not ours stays ours: its message may hold anything. */
const problemOf = (error: unknown): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof CrmFailure) {
    const retryAfter = error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1000);
    return new HttpProblem('unavailable', retryAfter === undefined ? {} : { retryAfter });
  }
  // Express's own, for a path that cannot be decoded.
  return error instanceof URIError ? new HttpProblem('malformed') : new HttpProblem('internal');
};

/** The last resort: every fault of every route leaves through here, as a problem or as a page. */
export const answerErrors =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, req, res, _next) => {
    const problem = problemOf(error);
    if (problem.problem === 'internal') {
      log.error('request-failed', {
        route: req.route?.path ?? 'none',
        error: error instanceof Error ? error.constructor.name : typeof error,
      });
    } else if (error instanceof CrmFailure) {
      log.warn('request-unavailable', { route: req.route?.path ?? 'none', kind: error.kind });
    }
    // The answer has begun: all that is left is to cut it short, so that nobody takes it for whole.
    if (res.headersSent) return void res.destroy();
    const { language } = visitOf(res);
    const { retryAfter } = problem.facts;
    res.vary('Accept');
    res.set('Cache-Control', 'no-store');
    if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
    if (problem.problem === 'unauthorized') res.set('WWW-Authenticate', 'Bearer');
    if (wantsHtml(req)) return sendPage(res, problem.status, problemPage(problem, language));
    const body = JSON.stringify(problemBody(problem, language));
    res.status(problem.status).set('Content-Language', language).type('application/problem+json').send(body);
  };
