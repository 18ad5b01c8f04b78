import { type CrmHttp, type CrmMethods, type CrmRequest, defineCrm, type ShopFacts, type Submitted } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { formatPhone } from '../phone.ts';
import { type Operation, readAnswer, readAs } from './answer.ts';
import { encodeForm, type Field } from './form.ts';
import { parseHook } from './hook.ts';
import { manifest } from './manifest.ts';
import { type NewOrder, newOrder } from './map.ts';
import { certificateOf, productsOf, stockOf } from './reads.ts';
import type { Settings } from './settings.ts';
import { warningsOf } from './warnings.ts';
import { Certificate, Client, type Envelope, OrderAnswer, Products } from './wire.ts';

export { siteOnlyFields } from './settings.ts';

type Call = (operation: Operation, fields: readonly Field[], timeoutMs?: number) => Promise<Envelope | null>;

/** Long enough for a slow order (the FrontPad API, document A, waits as long), short enough for a reader. */
const SUBMIT_MS = 30_000;
const READ_MS = 10_000;
const CLIENT_MS = 5_000;

const endpointOf = (address: string): string => {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname === '/' ? '/api/index.php' : pathname}`;
};

const caller = (settings: Settings, http: CrmHttp): Call => {
  const endpoint = endpointOf(settings.url);
  return async (operation, fields, timeoutMs = READ_MS) => {
    const answer = await http.call({
      operation,
      method: 'POST',
      // The operation is the bare query (FrontPad API, documents A and B).
      url: `${endpoint}?${operation}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: encodeForm(fields),
      kind: operation === 'new_order' ? 'submit' : 'read',
      timeoutMs,
    });
    return readAnswer(operation, answer.text);
  };
};

/** Whether anything else already lowers the price or says who the client is. */
const mayHaveClientDiscount = ({ form }: NewOrder, order: Order): boolean =>
  !order.discount?.amount && !['sale', 'sale_amount', 'certificate', 'card'].some(form.has);

/** Adds the discount FrontPad keeps for the order's phone. Trouble here is told, but never holds up the order. */
const addClientDiscount = async (call: Call, draft: NewOrder, order: Order, settings: Settings, shop: ShopFacts) => {
  const phone = order.customer.phone;
  if (!settings.clientDiscount || !phone?.startsWith('+') || !mayHaveClientDiscount(draft, order)) return;
  try {
    const spelled = formatPhone(phone, settings.phoneFormat, shop.phoneCountry);
    const { sale } = readAs(
      'get_client',
      Client,
      (await call('get_client', [['client_phone', spelled]], CLIENT_MS)) ?? {},
    );
    if (!/^([1-9]\d?|100)$/.test(sale ?? '')) return;
    draft.form.put('sale', sale);
    draft.form.warn('discount-changed', 'sale', true);
  } catch {
    draft.form.warn('other', 'get_client');
  }
};

const submit = async (call: Call, draft: NewOrder, settings: Settings): Promise<Submitted> => {
  const answer = await call('new_order', draft.form.fields, SUBMIT_MS);
  const { order_id, order_number = null } = readAs('new_order', OrderAnswer, answer);
  const told = warningsOf(answer ?? {}, draft.lines, settings);
  return { ref: order_id, number: order_number, warnings: [...draft.form.warnings, ...told] };
};

const stopList = async (call: Call): Promise<Products | null> => {
  const answer = await call('get_stops', []);
  return answer && readAs('get_stops', Products, answer);
};

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts): CrmMethods => {
  const call = caller(settings, http);
  return {
    async submitOrder(order, _memo, hookUrl) {
      const draft = newOrder(order, settings, shop, hookUrl);
      await addClientDiscount(call, draft, order, settings, shop);
      return submit(call, draft, settings);
    },

    async certificate(code) {
      const answer = await call('get_certificate', [['certificate', code]]);
      if (answer === null) return null;
      const facts = certificateOf(readAs('get_certificate', Certificate, answer), shop.currency);
      if (facts === null) throw new CrmFailure('get_certificate', { kind: 'protocol', taken: 'no' });
      return facts;
    },

    async *catalogue() {
      const answer = await call('get_products', []);
      if (answer) yield* productsOf(readAs('get_products', Products, answer), shop.currency);
    },

    // The whole stop list, whichever articles were asked for: FrontPad knows no filter, and the caller keeps it all.
    availability: async () => stockOf(await stopList(call)),

    parseHook: request => parseHook(request, shop),

    async probe() {
      const { rows } = stockOf(await stopList(call));
      return rows.length === 1
        ? '1 article is on the stop list'
        : `${rows.length || 'no'} articles are on the stop list`;
    },
  };
};

/** FrontPad puts its secret into the form itself. */
const authorize = (request: CrmRequest, secrets: Record<string, string>): CrmRequest => {
  const secret = encodeForm([['secret', secrets['secret'] ?? '']]);
  return { ...request, body: request.body ? `${secret}&${request.body}` : secret };
};

/** FrontPad: orders, certificates, products, the stop list and status notifications. */
export const frontpad = defineCrm<Settings>({ manifest, authorize, connect });
