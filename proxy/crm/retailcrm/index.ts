import {
  type CrmHttp,
  type CrmMethods,
  type CrmRequest,
  defineCrm,
  type InCrm,
  type Memo,
  type ShopFacts,
} from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { type Context, createApi } from './api.ts';
import { catalogue } from './catalogue.ts';
import { certificate, releaseCertificate } from './certificate.ts';
import { saveCustomer } from './customers.ts';
import { directory, probe } from './directory.ts';
import { editOf, finish } from './finish.ts';
import { changesSince } from './history.ts';
import { parseHook } from './hook.ts';
import { manifest } from './manifest.ts';
import { recordPayment } from './pay.ts';
import type { Settings } from './settings.ts';
import { createStatuses } from './statuses.ts';
import { availability, createStores } from './stock.ts';
import { findSubmitted, submitOrder } from './submit.ts';
import { findOrders } from './track.ts';
import { uploadCustomers, uploadOrders } from './upload.ts';
import { Done } from './wire.ts';

/** Only statuses that the config lists: any other could close an order, or send it out. */
const setStatus = async ({ api, settings }: Context, order: InCrm, status: string): Promise<void> => {
  if (!settings.settableStatuses?.includes(status)) {
    throw new CrmFailure('orders/edit', { kind: 'invalid', taken: 'no', code: 'status-not-settable' });
  }
  await api(editOf(settings, order.ref, order.externalId, { status }), Done);
};

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts): CrmMethods => {
  const api = createApi(settings, http, shop.now);
  const context: Context = { api, settings, shop, zone: settings.timeZone ?? shop.timeZone };
  const statuses = createStatuses(context);
  const stores = createStores(context);
  return {
    submitOrder: (order, memo) => submitOrder(context, order, memo),
    finish: (order, memo) => finish(context, order, memo),
    findSubmitted: order => findSubmitted(context, order),
    findOrders: asked => findOrders(context, statuses, asked),
    ...(settings.certificates && {
      certificate: (code: string) => certificate(context, code),
      releaseCertificate: (order: Order, memo: Memo) => releaseCertificate(context, order, memo),
    }),
    availability: skus => availability(context, stores, skus),
    catalogue: () => catalogue(context),
    parseHook: request => parseHook(request, statuses, context),
    changesSince: cursor => changesSince(context, statuses, cursor),
    ...(settings.settableStatuses && {
      setStatus: (order: InCrm, status: string) => setStatus(context, order, status),
    }),
    recordPayment: (order, payment) => recordPayment(context, order, payment),
    saveCustomer: customer => saveCustomer(context, customer),
    uploadCustomers: customers => uploadCustomers(context, customers),
    uploadOrders: orders => uploadOrders(context, orders),
    directory: () => directory(context),
    probe: () => probe(context),
  };
};

/** In a header, where it stays out of the access logs of whatever stands between. */
const authorize = (request: CrmRequest, secrets: Record<string, string>): CrmRequest => ({
  ...request,
  headers: { ...request.headers, 'x-api-key': secrets['key'] ?? '' },
});

/** RetailCRM (Simla.com), API v5. */
export const retailcrm = defineCrm<Settings>({ manifest, authorize, connect });
