import type { Request, Response } from 'express';
import { OrderRequest } from '../contract/index.ts';
import { flatten } from '../guard/body.ts';
import { wantsHtml } from '../guard/errors.ts';
import { faultsOf } from '../guard/faults.ts';
import { type Pairs, readPairs, treeOf, typed } from '../guard/form.ts';
import { ordersMuch } from '../guard/limits.ts';
import { askerOf, visitOf } from '../guard/visit.ts';
import { confirmPage } from '../pages/confirm.ts';
import { faultsPage } from '../pages/faults.ts';
import { fieldFacts } from '../pages/fields.ts';
import { sendPage } from '../pages/page.ts';
import { type Fault, HttpProblem } from '../problem.ts';
import { type Confirmed, openConfirmed, sealConfirmed } from './confirmation.ts';
import type { Desk } from './desk.ts';
import { refusal } from './outcome.ts';

/** POST /v1/orders from a plain HTML form: ends in a receipt, a page to confirm, or a page that says what to correct. */
export const formOrder =
  (desk: Desk) =>
  async (req: Request, res: Response): Promise<void> => {
    const pairs = await readPairs(req);
    const token = pairs.find(([name]) => name === 'confirm')?.[1];
    return token === undefined ? sent(desk, req, res, pairs) : confirmed(desk, req, res, token);
  };

/** Of which page a corrected form was, since our own page sends it then: which branch gets an order may hang on it. */
const PAGE_ORIGIN = 'page_origin';
const OURS = new Set(['return_url', PAGE_ORIGIN]);

const originOf = (desk: Desk, req: Request, res: Response, told: string | undefined): string | null =>
  desk.origins.isOwn(req) && desk.origins.allows(told) && told ? told : askerOf(res, 'form').origin;

/** A form as the shop's page has sent it. */
const sent = async (desk: Desk, req: Request, res: Response, pairs: Pairs): Promise<void> => {
  const { forms, shop } = desk.config;
  const isOurs = ([name]: Pairs[number]) => OURS.has(name) || name === forms.honeypot;
  const control = new Map(pairs.filter(isOurs));
  const fields = pairs.filter(pair => !isOurs(pair));
  const tree = treeOf(fields, forms.fieldNames);
  const origin = originOf(desk, req, res, control.get(PAGE_ORIGIN));
  const values = flatten({ ...tree, ...Object.fromEntries(control), [PAGE_ORIGIN]: origin });
  const parsed = OrderRequest.safeParse({ customer: {}, ...typed(tree, shop.timezone) });
  if (!parsed.success) return answerFaults(desk, req, res, { values, faults: faultsOf(parsed.error) });
  const form: Confirmed = {
    order: parsed.data,
    key: null,
    suspicious: Boolean(control.get(forms.honeypot)?.trim()),
    returnUrl: allowedReturn(desk, control.get('return_url')),
    origin,
  };
  const isPlaced = desk.origins.allows(req.headers.origin) || desk.origins.isOwn(req);
  if (!isPlaced || form.suspicious || ordersMuch(res)) return askToConfirm(desk, res, form, false);
  return accept(desk, req, res, form, values);
};

/** The same form, after the visitor has pressed the button of our own page. */
const confirmed = async (desk: Desk, req: Request, res: Response, token: string): Promise<void> => {
  const form = openConfirmed(desk, token);
  if (!form) throw new HttpProblem('form-expired');
  // Another site may have fetched a token of its own; its pages cannot make a browser say that they are ours.
  const isOurs = desk.origins.allows(req.headers.origin) || desk.origins.isOwn(req);
  if (!isOurs && req.headers['sec-fetch-site'] !== undefined) return askToConfirm(desk, res, form, false);
  const suspicious = form.suspicious || ordersMuch(res);
  return accept(desk, req, res, { ...form, suspicious }, valuesOf(desk, form));
};

/** A sealed form as it was sent, should it have to be corrected. */
const valuesOf = ({ config }: Desk, { order, suspicious, returnUrl, origin }: Confirmed): Pairs => {
  const { expectedTotal: _seen, ...typedIn } = order;
  return flatten({
    ...typedIn,
    return_url: returnUrl,
    [PAGE_ORIGIN]: origin,
    ...(suspicious && { [config.forms.honeypot]: '1' }),
  });
};

const accept = async (desk: Desk, req: Request, res: Response, form: Confirmed, values: Pairs): Promise<void> => {
  const { order, key, suspicious, returnUrl, origin } = form;
  const asker = { ...askerOf(res, 'form'), origin };
  const mayLookUp = desk.subjects.admitsCodes(visitOf(res).address, [order.certificate, order.promoCode]);
  const outcome = await desk.shop.order(order, asker, { idempotencyKey: key, looksWrong: suspicious, mayLookUp });
  switch (outcome.kind) {
    case 'accepted':
      return redirect(res, returnUrl ?? receiptOf(desk, outcome.answer.id, outcome.repeated));
    case 'already-ordered':
      return redirect(res, receiptOf(desk, outcome.id, true));
    case 'total-changed':
      return askToConfirm(desk, res, form, true);
    default:
      return answerFaults(desk, req, res, { values, faults: refusal(outcome).facts.faults ?? [] });
  }
};

const askToConfirm = async (desk: Desk, res: Response, form: Confirmed, changed: boolean): Promise<void> => {
  const { language, address } = visitOf(res);
  const mayLookUp = desk.subjects.admitsCodes(address, [form.order.certificate, form.order.promoCode]);
  const quote = await desk.shop.quote(form.order, { language, mayLookUp });
  const token = sealConfirmed(desk, form, quote.total);
  sendPage(res, 200, confirmPage({ quote, token, language, changed, formTargets: formTargets(desk) }));
};

interface Faulty {
  values: Pairs;
  faults: Fault[];
}

const answerFaults = (desk: Desk, req: Request, res: Response, { values, faults }: Faulty): void => {
  if (!wantsHtml(req)) throw new HttpProblem('invalid', { faults });
  const { language } = visitOf(res);
  const facts = fieldFacts(desk.config.shop);
  sendPage(res, 422, faultsPage({ values, faults, language, facts, formTargets: formTargets(desk) }));
};

/** A form sent twice is one order, and its receipt says so. */
const receiptOf = ({ publicPath }: Desk, id: string, repeated: boolean): string =>
  `${publicPath}/v1/orders/${id}${repeated ? '?repeated=1' : ''}`;

const redirect = (res: Response, to: string): void => {
  res.status(303).location(to).end();
};

/** The page a form asks to be returned to, if it is one of the shop's; its query may vary. */
const allowedReturn = ({ config, log }: Desk, asked: string | undefined): string | null => {
  const url = asked && URL.canParse(asked) ? new URL(asked) : null;
  if (!url) return null;
  const pageOf = ({ origin, pathname }: URL) => origin + pathname;
  if (config.forms.returnUrls.some(allowed => pageOf(new URL(allowed)) === pageOf(url))) return url.href;
  log.warn('return-url-refused', { origin: url.origin.slice(0, 100) });
  return null;
};

const formTargets = ({ config }: Desk): string[] => [
  ...new Set(config.forms.returnUrls.map(url => new URL(url).origin)),
];
