import type { RequestHandler } from 'express';

/** The answers under way, so that a proxy that closes can let them end before the order book does. */
export interface UnderWay {
  middleware: RequestHandler;
  /** Resolves once none is under way. */
  over(): Promise<void>;
}

export const createUnderWay = (): UnderWay => {
  let count = 0;
  let tell = () => {};
  return {
    middleware(_req, res, next) {
      count += 1;
      res.once('close', () => {
        count -= 1;
        if (count === 0) tell();
      });
      next();
    },
    over: () =>
      new Promise(resolve => {
        if (count === 0) resolve();
        else tell = resolve;
      }),
  };
};
