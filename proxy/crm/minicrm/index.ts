import { type CrmHttp, type CrmMethods, type CrmRequest, defineCrm, type Keep, type ShopFacts } from '../crm.ts';
import { createKept } from '../kept.ts';
import { type Context, createApi } from './api.ts';
import { findSubmitted } from './cards.ts';
import { certificate } from './certificate.ts';
import { changesSince } from './changes.ts';
import { saveCustomer } from './customers.ts';
import { directory, probe } from './directory.ts';
import { parseHook } from './hook.ts';
import { createIds } from './ids.ts';
import { findOrders } from './lookup.ts';
import { manifest } from './manifest.ts';
import { recordPayment } from './payments.ts';
import type { Settings } from './settings.ts';
import { readStatuses, setStatus } from './statuses.ts';
import { submitOrder } from './submit.ts';

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts, keep: Keep): CrmMethods => {
  const ids = createIds(settings, keep);
  const context: Context = { api: createApi(settings, http, shop, keep, 'read'), settings, shop, ids };
  const following: Context = { ...context, api: createApi(settings, http, shop, keep, 'sweep') };
  const sending: Context = { ...context, api: createApi(settings, http, shop, keep, 'submit') };
  const statuses = createKept(() => readStatuses(context), shop.now);
  return {
    submitOrder: order => submitOrder(sending, order),
    findSubmitted: order => findSubmitted(context, order),
    // An order whose change of status is told before its card was looked for is in; what there was to tell of it is not.
    finish: async order => [...((await findSubmitted(following, order)).found?.warnings ?? [])],
    findOrders: asked => findOrders(context, statuses, asked),
    ...(settings.certificates && { certificate: (code: string) => certificate(context, code) }),
    parseHook: request => parseHook(settings, request),
    changesSince: cursor => changesSince(following, statuses, cursor),
    setStatus: (order, status) => setStatus(context, statuses, order, status),
    recordPayment: (order, payment) => recordPayment(context, order, payment),
    saveCustomer: customer => saveCustomer(context, customer),
    directory: () => directory(context),
    probe: () => probe(context),
  };
};

/** HTTP Basic: the user is the account, which the request brings along, the password its key. */
const authorize = (request: CrmRequest, secrets: Record<string, string>): CrmRequest => {
  const login = `${request.headers?.['authorization'] ?? ''}:${secrets['key'] ?? ''}`;
  const authorization = `Basic ${Buffer.from(login, 'utf8').toString('base64')}`;
  return { ...request, headers: { ...request.headers, authorization } };
};

/** MiniCRM: orders as files of the webshop integration, everything else by its REST API. */
export const minicrm = defineCrm<Settings>({ manifest, authorize, connect });
