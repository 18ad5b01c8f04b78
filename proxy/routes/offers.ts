import type { RequestHandler } from 'express';
import { HttpProblem } from '../problem.ts';
import { type Desk, param } from './desk.ts';

/** GET /offers/{connection}/{token}: what a CRM may fetch from us for a while, such as MiniCRM its file of orders. */
export const offers =
  ({ connections }: Pick<Desk, 'connections'>): RequestHandler =>
  async (req, res) => {
    const connection = connections.get(param(req, 'connection'));
    const offered = await connection?.offered(param(req, 'token'));
    if (!offered) throw new HttpProblem('not-found');
    res.set({ 'Content-Type': offered.contentType, 'Cache-Control': 'no-store' }).send(Buffer.from(offered.text));
  };
