import type { RequestHandler, Response } from 'express';
import { CustomerRequest, PaymentRequest, StatusRequest } from '../contract/index.ts';
import { readJson } from '../guard/body.ts';
import { idempotencyKey } from '../guard/idempotency.ts';
import { HttpProblem } from '../problem.ts';
import type { TellOutcome } from '../shop/tell.ts';
import { type Desk, param } from './desk.ts';

/** POST /v1/orders/{id}/payments: what became of a payment, for the CRM. */
export const tellPayment =
  ({ shop }: Desk): RequestHandler =>
  async (req, res) => {
    const told = await readJson(req, res, PaymentRequest);
    const news = { about: 'payment', orderId: param(req, 'id'), told } as const;
    answerTold(res, await shop.tell(news, idempotencyKey(req)));
  };

/** POST /v1/orders/{id}/status: the site moves an order on. */
export const tellStatus =
  ({ shop }: Desk): RequestHandler =>
  async (req, res) => {
    const told = await readJson(req, res, StatusRequest);
    const news = { about: 'status', orderId: param(req, 'id'), told } as const;
    answerTold(res, await shop.tell(news, idempotencyKey(req)));
  };

/** POST /v1/customers: a customer registered, changed, was disabled, or left with a full basket. */
export const tellCustomer =
  ({ shop }: Desk): RequestHandler =>
  async (req, res) => {
    const told = await readJson(req, res, CustomerRequest);
    answerTold(res, await shop.tell({ about: 'customer', told }, idempotencyKey(req)));
  };

/** 202: it is written down; the CRM hears of it later. */
export const answerTold = (res: Response, outcome: TellOutcome): void => {
  if (outcome.kind === 'invalid') throw new HttpProblem('invalid', { faults: outcome.refusals });
  if (outcome.kind !== 'taken') throw new HttpProblem(outcome.kind);
  res.status(202).json({ accepted: true });
};
