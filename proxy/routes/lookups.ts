import type { RequestHandler } from 'express';
import { CertificateRequest, OrderStatusRequest, QuoteRequest } from '../contract/index.ts';
import { readJson } from '../guard/body.ts';
import { certificateSubject } from '../guard/subjects.ts';
import { visitOf } from '../guard/visit.ts';
import { HttpProblem } from '../problem.ts';
import type { Desk } from './desk.ts';

/** POST /v1/order-status */
export const orderStatus =
  ({ shop, subjects }: Desk): RequestHandler =>
  async (req, res) => {
    const request = await readJson(req, res, OrderStatusRequest);
    if (!request.number?.trim() && !request.phone?.trim()) {
      throw new HttpProblem('invalid', { faults: [{ pointer: '#/number', code: 'number-or-phone' }] });
    }
    const asked = shop.subjects(request);
    // What nobody can understand is one subject too: it must not be a way to ask without being counted.
    subjects.count(visitOf(res).address, asked.length > 0 ? asked : ['?']);
    res.json(await shop.lookup(request));
  };

/** POST /v1/certificate */
export const certificate =
  ({ shop, subjects }: Desk): RequestHandler =>
  async (req, res) => {
    const { code } = await readJson(req, res, CertificateRequest);
    subjects.count(visitOf(res).address, [certificateSubject(code)]);
    const found = await shop.certificate(code);
    if (!found) throw new HttpProblem('not-found');
    res.json(found);
  };

/** POST /v1/quote */
export const quote =
  ({ shop, subjects }: Desk): RequestHandler =>
  async (req, res) => {
    const request = await readJson(req, res, QuoteRequest);
    const { language, address } = visitOf(res);
    const mayLookUp = subjects.admitsCodes(address, [request.certificate, request.promoCode]);
    res.json(await shop.quote(request, { language, mayLookUp }));
  };
