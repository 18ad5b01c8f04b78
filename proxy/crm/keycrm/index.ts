import { type CrmHttp, type CrmMethods, type CrmRequest, defineCrm, type ShopFacts } from '../crm.ts';
import { createApi } from './api.ts';
import { changesSince } from './changes.ts';
import { changing } from './changing.ts';
import { probe, readDirectory } from './directory.ts';
import { parseHook } from './hook.ts';
import { findOrders } from './lookup.ts';
import { manifest } from './manifest.ts';
import type { Settings } from './settings.ts';
import { availability, catalogue } from './shelf.ts';
import { createCurrencies } from './sources.ts';
import { type Desk, submitting } from './submit.ts';

/** Orders that are cards at first are known to the order book alone: cards cannot be searched. */
const following = (desk: Desk): Pick<CrmMethods, 'findOrders' | 'changesSince'> => ({
  findOrders: by => findOrders(by, desk),
  changesSince: cursor => changesSince(cursor, desk),
});

const connect = (settings: Settings, http: CrmHttp, shop: ShopFacts): CrmMethods => {
  const api = createApi(settings, http);
  const desk: Desk = { api, settings, shop, currencies: createCurrencies(api, shop) };
  return {
    ...submitting(desk),
    ...(!settings.lead && following(desk)),
    ...changing(desk),
    availability: skus => availability(skus, api, settings),
    catalogue: () => catalogue(api, shop),
    parseHook: request => parseHook(request, settings),
    directory: () => readDirectory(api, settings),
    probe: () => probe(api, settings),
  };
};

const authorize = (request: CrmRequest, secrets: Record<string, string>): CrmRequest => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${secrets['key'] ?? ''}` },
});

export const keycrm = defineCrm({ manifest, authorize, connect });
