import type { RequestHandler } from 'express';
import { idempotencyKey } from '../guard/idempotency.ts';
import { customerOfForm, orderOfForm, readForm } from '../guard/named-form.ts';
import { askerOf } from '../guard/visit.ts';
import { HttpProblem } from '../problem.ts';
import { type Desk, param } from './desk.ts';
import { refusal } from './outcome.ts';
import { answerTold } from './site-news.ts';

/** POST /v1/forms/{name}: a form of the site, handed on by its back end, as an order or a customer by the config. */
export const namedForm =
  ({ config, shop }: Desk): RequestHandler =>
  async (req, res) => {
    const name = param(req, 'name');
    const { named } = config.forms;
    const form = Object.hasOwn(named, name) ? named[name] : undefined;
    if (!form) throw new HttpProblem('not-found');
    const pairs = await readForm(req, res);
    const key = JSON.stringify(['form', name, idempotencyKey(req)]);
    if (form.to === 'customer') {
      const told = customerOfForm(pairs, form, config.shop);
      return answerTold(res, await shop.tell({ about: 'customer', told }, key));
    }
    const request = orderOfForm(pairs, form, config.shop);
    const outcome = await shop.order(request, askerOf(res, 'site'), { idempotencyKey: `site:${key}` });
    if (outcome.kind !== 'accepted') throw refusal(outcome);
    const { id, number } = outcome.answer;
    res.status(202).json({ accepted: true, order: { id, number } });
  };
