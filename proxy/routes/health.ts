import type { RequestHandler } from 'express';
import { visitOf } from '../guard/visit.ts';
import type { Behind } from './desk.ts';

/** GET /healthz: the process answers. */
export const healthz: RequestHandler = (_req, res) => {
  res.json({ status: 'ok' });
};

/** GET /readyz: the order book answers. What it holds up is for those who run it. */
export const readyz =
  ({ book, log }: Pick<Behind, 'book' | 'log'>, { detailed }: { detailed: boolean }): RequestHandler =>
  async (_req, res) => {
    const lanes = await book.state().catch((error: unknown) => {
      log.error('not-ready', { error: error instanceof Error ? error.constructor.name : typeof error });
      return null;
    });
    const status = lanes ? 'ok' : 'unavailable';
    const mayKnow = detailed || visitOf(res)?.key === 'good';
    res.status(lanes ? 200 : 503).json(mayKnow && lanes ? { status, lanes } : { status });
  };
