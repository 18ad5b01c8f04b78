import type { RequestHandler } from 'express';
import type { StepResult } from '../orders/book.ts';
import { HttpProblem } from '../problem.ts';
import { type Desk, param } from './desk.ts';

/** POST /v1/orders/{id}/release and /drop. Safe to repeat: what is done already is answered as done. */
export const siteAction =
  ({ book }: Desk, action: 'release' | 'drop'): RequestHandler =>
  async (req, res) => {
    const id = param(req, 'id');
    const result = await book[action](id);
    const booked = result.ok ? result.booked : isDone(action, result) ? await book.order(id) : null;
    if (!booked) throw new HttpProblem(!result.ok && result.why === 'not-allowed' ? 'state-conflict' : 'not-found');
    res.json({ id: booked.id, number: booked.number, state: booked.state });
  };

/** A retry of a call whose answer was lost finds the order where the first one put it. */
const isDone = (action: 'release' | 'drop', result: Extract<StepResult, { ok: false }>): boolean => {
  if (result.state === undefined) return false;
  const done = action === 'drop' ? ['dropped'] : ['waiting', 'sending', 'submitted'];
  return done.includes(result.state);
};
