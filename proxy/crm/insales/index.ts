import { type CrmHttp, type CrmMethods, type CrmRequest, defineCrm, type InCrm, type ShopFacts } from '../crm.ts';
import type { Order } from '../order.ts';
import { createApi } from './api.ts';
import { createArticles } from './articles.ts';
import { catalogue } from './catalogue.ts';
import { changesSince } from './changes.ts';
import { saveCustomer } from './clients.ts';
import { certificateOf, createCodes } from './codes.ts';
import { createColours } from './colours.ts';
import type { Context } from './context.ts';
import { directory, probe } from './directory.ts';
import { finish } from './finish.ts';
import { parseHook } from './hook.ts';
import { findOrders } from './lookup.ts';
import { manifest } from './manifest.ts';
import { createNumbers } from './numbers.ts';
import { recordPayment, setStatus } from './pay.ts';
import type { Settings } from './settings.ts';
import { availability, createWarehouses } from './stock.ts';
import { findSubmitted, submitOrder } from './submit.ts';
import { addHook, removeHook } from './webhooks.ts';

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts): CrmMethods => {
  const api = createApi(settings, http, shop);
  const context: Context = {
    ...{ api, settings, shop },
    articles: createArticles(api, shop),
    numbers: createNumbers(api, settings.lookupDays, shop),
    codes: createCodes(api, shop),
    colours: createColours(api, shop),
  };
  const warehouses = createWarehouses(api, shop);
  return {
    submitOrder: (order, memo) => submitOrder(context, order, memo),
    finish: (order, memo) => finish(context, order, memo),
    ...(settings.externalIdField && { findSubmitted: (order: Order) => findSubmitted(context, order) }),
    findOrders: asked => findOrders(context, asked),
    async certificate(code) {
      const row = await context.codes.find(code);
      return row && certificateOf(row, settings, shop);
    },
    availability: skus => availability(context, warehouses, skus),
    catalogue: () => catalogue(context),
    parseHook: request => parseHook(request, context),
    changesSince: cursor => changesSince(context, cursor),
    ...(settings.settableStatuses && {
      setStatus: (order: InCrm, status: string) => setStatus(context, order, status),
    }),
    recordPayment: (order, payment) => recordPayment(context, order, payment),
    saveCustomer: customer => saveCustomer(context, customer),
    directory: () => directory(context),
    addHook: url => addHook(api, url),
    removeHook: url => removeHook(api, url),
    probe: () => probe(context),
  };
};

/** HTTP Basic: the key's identifier and its password (vendor's docs, 01 readme). */
const authorize = (request: CrmRequest, { key = '', password = '' }: Record<string, string>): CrmRequest => ({
  ...request,
  headers: { ...request.headers, authorization: `Basic ${Buffer.from(`${key}:${password}`).toString('base64')}` },
});

/** InSales, its back-office API. */
export const insales = defineCrm<Settings>({ manifest, authorize, connect });
