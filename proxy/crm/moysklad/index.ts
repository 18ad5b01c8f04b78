import { type CrmHttp, type CrmMethods, type CrmRequest, defineCrm, type ShopFacts } from '../crm.ts';
import { createKept } from '../kept.ts';
import { saveCustomer } from './agents.ts';
import { type Context, createApi } from './api.ts';
import { catalogue } from './catalogue.ts';
import { certificate } from './certificate.ts';
import { changesSince } from './changes.ts';
import { directory, probe } from './directory.ts';
import { createGoods, type KnownGoods } from './goods.ts';
import { parseHook } from './hook.ts';
import { manifest } from './manifest.ts';
import { readOrganization } from './organization.ts';
import { finish, recordPayment } from './payments.ts';
import type { Settings } from './settings.ts';
import { readMetadata, setStatus } from './states.ts';
import { availability, readStores } from './stock.ts';
import { type Desk, findSubmitted, submitOrder } from './submit.ts';
import { findOrders } from './track.ts';
import { addHook, removeHook } from './webhooks.ts';

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts): CrmMethods => {
  const context: Context = { api: createApi(settings, http, shop.now, 'read'), settings, shop };
  const sending: Context = { ...context, api: createApi(settings, http, shop.now, 'submit') };
  const known: KnownGoods = new Map();
  const goods = createGoods(context, known);
  const organization = createKept(() => readOrganization(sending), shop.now);
  const metadata = createKept(() => readMetadata(context), shop.now);
  const stores = createKept(() => readStores(context), shop.now);
  const desk: Desk = {
    ...sending,
    goods: createGoods(sending, known),
    metadata: createKept(() => readMetadata(sending), shop.now),
    organization: async () => (await organization()).id,
  };
  return {
    submitOrder: (order, memo) => submitOrder(desk, order, memo),
    finish: (order, memo) => finish(context, order, memo),
    findSubmitted: order => findSubmitted(context, order),
    findOrders: asked => findOrders(context, metadata, asked),
    ...(settings.certificates && { certificate: (code: string) => certificate(context, code) }),
    availability: skus => availability(context, goods, stores, skus),
    catalogue: () => catalogue(context),
    parseHook,
    changesSince: cursor => changesSince(context, metadata, cursor),
    setStatus: (order, status) => setStatus(context, metadata, order, status),
    recordPayment: (order, payment) => recordPayment(context, order, payment),
    saveCustomer: customer => saveCustomer(context, customer),
    directory: () => directory(context),
    addHook: url => addHook(context, url),
    removeHook: url => removeHook(context, url),
    probe: () => probe(context),
  };
};

/**
 * The secret is a token, or `login:password`: no token has a colon. None is ever made from a login: a new one revokes
 * those its user had (documentation, Authentication).
 */
const authorize = (request: CrmRequest, secrets: Record<string, string>): CrmRequest => {
  const secret = secrets['token'] ?? '';
  const authorization = secret.includes(':')
    ? `Basic ${Buffer.from(secret, 'utf8').toString('base64')}`
    : `Bearer ${secret}`;
  return { ...request, headers: { ...request.headers, authorization } };
};

/** MoySklad, JSON API 1.2. */
export const moysklad = defineCrm<Settings>({ manifest, authorize, connect });
