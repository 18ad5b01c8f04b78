/** Every method of the API that the sandbox serves, by its path under the version. */
import type { Answer, Call } from '../kit/sandbox.ts';
import { pathOf, type Request } from './http/request.ts';
import * as about from './methods/about.ts';
import * as entities from './methods/entities.ts';
import * as positions from './methods/positions.ts';
import * as stock from './methods/stock.ts';

type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Method = (request: Request) => Answer;

export interface Route {
  readonly verb: Verb;
  readonly path: string;
  readonly method: Method;
  /** What it costs, where that is not the weight of the caller (MoySklad API 1.2, limits). */
  readonly units?: number;
}

const one = (verb: Verb, path: string, method: Method, units?: number): Route => ({
  ...{ verb, path, method },
  ...(units === undefined ? {} : { units }),
});

const REPORT_UNITS = 5;
const elements = 'entity/customentity/{dictionary}';
const dictionary = 'context/companysettings/metadata/customEntities/{id}';
const lines = 'entity/customerorder/{id}/positions';

/** Of two paths that match, the first counts: names come before `{…}`. */
const routes: readonly Route[] = [
  one('POST', 'security/token', about.makeToken),
  one('GET', 'context/employee', about.showEmployee),
  one('GET', 'context/companysettings', about.showCompany),
  one('GET', 'context/companysettings/metadata', about.showCompanyMetadata),
  one('GET', dictionary, about.showMetadata),
  one('GET', `${dictionary}/attributes`, about.listAttributes),
  one('GET', `${dictionary}/attributes/{id}`, about.showAttribute),
  one('GET', 'context/companysettings/pricetype', about.listPriceTypes),
  one('GET', 'context/companysettings/pricetype/default', about.showDefaultPriceType),
  one('GET', 'context/companysettings/pricetype/{id}', about.showPriceType),
  one('GET', 'report/stock/all', stock.reportAll, REPORT_UNITS),
  one('GET', 'report/stock/bystore', stock.reportByStore, REPORT_UNITS),
  one('GET', 'report/stock/all/current', stock.currentAll),
  one('GET', 'report/stock/bystore/current', stock.currentByStore),
  one('GET', 'entity/assortment', stock.listAssortment),
  one('GET', 'entity/assortment/settings', about.showCodeRules),
  one('GET', 'entity/counterparty/settings', about.showCodeRules),
  one('GET', elements, entities.list),
  one('POST', elements, entities.post),
  one('GET', `${elements}/{id}`, entities.get),
  one('PUT', `${elements}/{id}`, entities.put),
  one('DELETE', `${elements}/{id}`, entities.del),
  one('GET', 'entity/organization/{id}/accounts', entities.listNothing),
  one('GET', 'entity/counterparty/{id}/accounts', entities.listNothing),
  one('GET', 'entity/counterparty/{id}/contactpersons', entities.listNothing),
  one('GET', 'entity/counterparty/{id}/notes', entities.listNothing),
  one('GET', lines, positions.list),
  one('POST', lines, positions.post),
  one('POST', `${lines}/delete`, positions.delMany),
  one('GET', `${lines}/{id}`, positions.get),
  one('PUT', `${lines}/{id}`, positions.put),
  one('DELETE', `${lines}/{id}`, positions.del),
  one('GET', 'entity/variant/metadata/characteristics', about.listCharacteristics),
  one('POST', 'entity/variant/metadata/characteristics', about.makeCharacteristics),
  one('GET', 'entity/{type}/metadata', about.showMetadata),
  one('GET', 'entity/{type}/metadata/attributes', about.listAttributes),
  one('GET', 'entity/{type}/metadata/attributes/{id}', about.showAttribute),
  one('GET', 'entity/{type}/metadata/states/{id}', about.showState),
  one('GET', 'entity/{type}/syncid/{id}', entities.getSynced),
  one('DELETE', 'entity/{type}/syncid/{id}', entities.delSynced),
  one('POST', 'entity/{type}/delete', entities.delMany),
  one('GET', 'entity/{type}', entities.list),
  one('POST', 'entity/{type}', entities.post),
  one('PUT', 'entity/{type}', entities.putNothing),
  one('GET', 'entity/{type}/{id}', entities.get),
  one('PUT', 'entity/{type}/{id}', entities.put),
  one('DELETE', 'entity/{type}/{id}', entities.del),
  one('POST', 'entity/{type}/{id}/trash', entities.trash),
];

const patterns = routes.map(route => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

/** The route of a call; `others`: the path is one of the API's, but not for this verb. */
export function routeOf({ method, url }: Pick<Call, 'method' | 'url'>) {
  const path = pathOf(url);
  const known = patterns.filter(({ pattern }) => pattern.test(path));
  const found = known.find(({ route }) => route.verb === method);
  const [, ...segments] = found?.pattern.exec(path) ?? [];
  return { route: found?.route, segments, others: known.length > 0 };
}

/** What a call is called by faults and the journal: its verb and path, the type of entity spelt out, ids as `{id}`. */
export function methodOf({ method, url }: Pick<Call, 'method' | 'url'>): string {
  const { route, segments } = routeOf({ method, url });
  const [type = ''] = segments;
  return `${method} ${route ? route.path.replace('{type}', type) : pathOf(url)}`;
}
