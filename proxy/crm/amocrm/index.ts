import {
  type CrmHttp,
  type CrmMethods,
  type CrmRequest,
  defineCrm,
  type Memo,
  type Secrets,
  type ShopFacts,
} from '../crm.ts';
import { createKept } from '../kept.ts';
import type { Order } from '../order.ts';
import { type Context, createApi } from './api.ts';
import { certificate } from './certificate.ts';
import { changesSince } from './changes.ts';
import { releaseCertificate } from './charge.ts';
import { saveCustomer } from './customers.ts';
import { directory, probe } from './directory.ts';
import { createGoods } from './goods.ts';
import { parseHook } from './hook.ts';
import { manifest } from './manifest.ts';
import { oauth } from './oauth.ts';
import { recordPayment } from './payments.ts';
import type { Settings } from './settings.ts';
import { availability, catalogue, readShelf } from './shelf.ts';
import { PIPELINES_MS, readPipelines, setStatus } from './statuses.ts';
import { type Desk, findSubmitted, finish, submitOrder } from './submit.ts';
import { findOrders } from './track.ts';
import { addHook, removeHook } from './webhooks.ts';

/** The parts of one question about stock come one after the other. */
const SHELF_MS = 60_000;

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts): CrmMethods => {
  const { certificates, priceField, stockField } = settings;
  const context: Context = { api: createApi(settings, http, shop.now, 'read'), settings, shop };
  const { api } = context;
  const sending = createApi(settings, http, shop.now, 'submit');
  const goodsBy = createGoods(context, new Map());
  const atOnce: Desk = { ...context, api: sending, goods: goodsBy(sending) };
  const later: Desk = { ...context, goods: goodsBy(api) };
  const pipelines = createKept(() => readPipelines(api), shop.now, PIPELINES_MS);
  const shelf = createKept(() => readShelf(context), shop.now, SHELF_MS);
  return {
    submitOrder: (order, memo) => submitOrder(atOnce, order, memo),
    finish: (order, memo) => finish(later, order, memo),
    findSubmitted: order => findSubmitted(context, order),
    findOrders: asked => findOrders(context, pipelines, asked),
    ...(certificates && {
      certificate: (code: string) => certificate(context, certificates, code),
      releaseCertificate: (order: Order, memo: Memo) => releaseCertificate(context, order, memo),
    }),
    ...(stockField && { availability: (skus: string[]) => availability(context, shelf, stockField, skus) }),
    ...(priceField && { catalogue: () => catalogue(context, () => readShelf(context), priceField) }),
    parseHook,
    changesSince: cursor => changesSince(context, pipelines, cursor),
    setStatus: (order, status) => setStatus(context, pipelines, order, status),
    recordPayment: (order, payment) => recordPayment(context, order, payment),
    saveCustomer: customer => saveCustomer(context, customer),
    directory: () => directory(context),
    addHook: url => addHook(api, url),
    removeHook: url => removeHook(api, url),
    probe: () => probe(context),
  };
};

/** A long-lived token stands in the config, any other in the order book. */
const authorize = (request: CrmRequest, secrets: Secrets): CrmRequest => {
  const token = secrets['token'] || secrets['accessToken'] || '';
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
};

/** amoCRM and Kommo, API v4. */
export const amocrm = defineCrm<Settings>({ manifest, authorize, oauth, connect });
