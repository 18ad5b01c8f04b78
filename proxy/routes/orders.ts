import type { Request, RequestHandler, Response } from 'express';
import { OrderRequest, SiteOrderRequest } from '../contract/index.ts';
import { readJson } from '../guard/body.ts';
import { wantsHtml } from '../guard/errors.ts';
import { idempotencyKey } from '../guard/idempotency.ts';
import { askerOf, visitOf } from '../guard/visit.ts';
import { sendPage } from '../pages/page.ts';
import { receiptPage } from '../pages/receipt.ts';
import { HttpProblem } from '../problem.ts';
import { type Desk, param } from './desk.ts';
import { formOrder } from './form-order.ts';
import { refusal } from './outcome.ts';

/** POST /v1/orders: JSON of a page or of the site's back end, or a plain form. */
export const placeOrder = (desk: Desk): RequestHandler => {
  const form = formOrder(desk);
  return async (req, res) => {
    const isForm = req.is(['urlencoded', 'multipart']);
    if (isForm && visitOf(res).key === 'none') return form(req, res);
    return jsonOrder(desk, req, res);
  };
};

const jsonOrder = async ({ shop, subjects, publicPath }: Desk, req: Request, res: Response): Promise<void> => {
  const source = visitOf(res).key === 'good' ? 'site' : 'page';
  const request = await readJson(req, res, source === 'site' ? SiteOrderRequest : OrderRequest);
  // Apart, so that no visitor can guess a key of the back end, such as an order's number, and learn that order's id.
  const key = `${source}:${idempotencyKey(req)}`;
  const mayLookUp =
    source === 'site' || subjects.admitsCodes(visitOf(res).address, [request.certificate, request.promoCode]);
  const outcome = await shop.order(request, askerOf(res, source), { idempotencyKey: key, mayLookUp });
  if (outcome.kind !== 'accepted') throw refusal(outcome);
  res.status(201).location(`${publicPath}/v1/orders/${outcome.answer.id}`).json(outcome.answer);
};

/** GET /v1/orders/{id}: JSON, or a receipt to print for a browser that came by itself. */
export const showOrder =
  ({ shop, config }: Desk): RequestHandler =>
  async (req, res) => {
    const id = param(req, 'id');
    const answer = await shop.orderById(id);
    if (!answer) throw new HttpProblem('not-found');
    res.vary('Accept');
    if (!wantsHtml(req)) return void res.json(answer);
    const booked = await shop.receipt(id);
    if (!booked) throw new HttpProblem('not-found');
    const repeated = req.query['repeated'] !== undefined;
    const reader = { language: visitOf(res).language, timeZone: config.shop.timezone, repeated };
    sendPage(res, 200, receiptPage(booked, answer.state, reader));
  };
