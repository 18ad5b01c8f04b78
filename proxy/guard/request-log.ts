import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';

/** One lean line a request. Never its path, query, address or anything of the visitor's: only the route's pattern. */
export interface RequestLog {
  write(method: string, route: string, status: number, ms: number): void;
  middleware: RequestHandler;
}

export const createRequestLog = (log: Log): RequestLog => {
  const write: RequestLog['write'] = (method, route, status, ms) => log.info('request', { method, route, status, ms });
  return {
    write,
    middleware(req, res, next) {
      const since = performance.now();
      res.once('close', () => {
        const ms = Math.round(performance.now() - since);
        // 499 as nginx has it: the visitor left before the answer.
        write(
          req.method,
          req.route?.path ?? 'none',
          res.writableFinished || res.headersSent ? res.statusCode : 499,
          ms,
        );
      });
      next();
    },
  };
};
