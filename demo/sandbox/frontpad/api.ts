/** The API as a caller meets it: who may call, how often, and which method it is. */
import { createQuota } from '../kit/quota.ts';
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { failure, nothing } from './answers.ts';
import { getCertificate } from './certificates.ts';
import { getClient } from './clients.ts';
import { type Fields, readFields } from './fields.ts';
import { getStatus } from './legacy-status.ts';
import { newOrder } from './new-order.ts';
import { getProducts, getStops } from './products.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** 30 a minute (FrontPad API, documents A and B) and 2 a second (B). */
const generalLimits = [
  { calls: 30, perMs: MINUTE_MS },
  { calls: 2, perMs: SECOND_MS },
];

/** Once an hour (FrontPad API, document B). */
const productsLimits = [{ calls: 1, perMs: HOUR_MS }];

const methods: ReadonlyMap<string, (account: Account, fields: Fields) => Answer> = new Map([
  ['new_order', newOrder],
  ['get_client', getClient],
  ['get_certificate', getCertificate],
  ['get_products', getProducts],
  ['get_stops', getStops],
]);

/** The method is the bare query string. */
export function methodOf({ url }: Call): string {
  return [...url.searchParams.keys()][0] ?? '';
}

/** What answers the calls to one account. Its quotas are the account's, wherever the calls come from. */
export function createApi(account: Account): (call: Call) => Promise<Answer> {
  const general = createQuota(account.kit.clock, generalLimits);
  const ofProducts = createQuota(account.kit.clock, productsLimits);

  const isLimited = (method: string): boolean => {
    const quotas = method === 'get_products' ? [general, ofProducts] : [general];
    if (!quotas.every(quota => quota.free())) return true;
    for (const quota of quotas) quota.spend();
    return false;
  };

  return async call => {
    if (!/^\/api\/(index\.php)?$/.test(call.url.pathname)) return { status: 404, body: 'Not Found' };
    const name = methodOf(call);
    if (name === '') return nothing;
    const { settings } = account;
    const fields = await readFields(call);
    if (fields.text('secret') !== settings.secret) return failure('invalid_secret');
    if (settings.apiOff) return failure('api_off');
    if (!settings.plan) return failure('invalid_plant');
    if (settings.limits && isLimited(name)) return failure('requests_limit');
    const method = name === 'get_status' && settings.legacyStatus ? getStatus : methods.get(name);
    return method ? method(account, fields) : failure('invalid_method');
  };
}
