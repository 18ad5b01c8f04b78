import { describe, expect, it } from 'vitest';
import type { Crm } from '../../../proxy/crm/crm.ts';
import { isListed, isPlainQuery, isWithin } from '../../../proxy/crm/forward-rules.ts';
import { crms } from '../../../proxy/crm/index.ts';

const PATTERNS = ['/api/v5/reference/*', '/api/v5/orders', '/admin/orders/*.json', '/v1/pipelines/*/statuses'];

describe('a path', () => {
  it.each([
    '/api/v5/reference/statuses',
    '/api/v5/reference/payment-types',
    '/api/v5/orders',
    '/admin/orders/42.json',
    '/v1/pipelines/3/statuses',
  ])('that is listed passes: %s', path => {
    expect(isListed(path, PATTERNS)).toBe(true);
  });

  it.each([
    '',
    '/',
    '/api/v5/orders/',
    '/api/v5/orders/42',
    '/API/v5/orders',
    '/api/v5/reference/',
    '/api/v5/reference/a/b',
    '/api/v5/reference/..',
    '/api/v5/reference/../orders',
    '/api/v5/reference/.',
    '/api/v5/reference/%2e%2e',
    '/api/v5/reference/%2E%2E%2Fusers',
    '/api/v5/reference/a%2fb',
    '/api/v5/reference/a%5cb',
    '/api/v5/reference/a\\b',
    '/api/v5/reference//statuses',
    '//api/v5/orders',
    '/api/v5/reference/a;b=c',
    '/api/v5/reference/statuses%00',
    '/api/v5/reference/statuses\n',
    '/api/v5/reference/a b',
    '/api/v5/reference/%73tatuses',
    '/api/v5/reference/статусы',
    '/api/v5/reference/*',
    'http://evil.example/api/v5/orders',
    '/admin/orders/..json',
    '/admin/orders/42xjson',
    '/admin/orders/42.json.json',
    '/v1/pipelines/3/4/statuses',
  ])('that is not, in letters or in meaning, does not: %j', path => {
    expect(isListed(path, PATTERNS)).toBe(false);
  });
});

it('of the config opens no more than the adapter knows to be harmless', () => {
  for (const narrower of [...PATTERNS, '/api/v5/reference/statuses', '/admin/orders/count.json']) {
    expect(isWithin(narrower, PATTERNS)).toBe(true);
  }
  for (const wider of ['/api/v5/*', '/api/*/orders', '/api/v5/reference/*/*', '/api/v5/orders/*', '/*']) {
    expect(isWithin(wider, PATTERNS)).toBe(false);
  }
});

describe('a query', () => {
  it.each([
    '',
    'limit=20&page=2',
    'filter[numbers][]=1235C&filter%5Bcustomer%5D=%2B79161234567',
    'filter=name=foo%3Bprice%3E1',
    'include=buyer,products&sort=-updated_at',
    'filter[name]=%D0%9F%D0%B8%D1%86%D1%86%D0%B0+1',
    'tokenized=1&keyword=2',
  ])('is passed on: %s', query => {
    expect(isPlainQuery(query)).toBe(true);
  });

  it.each([
    'apiKey=another',
    'limit=20&apiKey=another',
    'APIKEY=another',
    'apikey',
    'api_key=another',
    'api.key=another',
    'apiKey[]=another',
    'apiKey%5B0%5D=another',
    '%61piKey=another',
    '%2561piKey=another',
    '+apiKey=another',
    '%20apiKey=another',
    'apiKey%00=another',
    'apiKey%0a=another',
    'a=1;apiKey=another',
    'a=1%00',
    'a=1%0d%0aX-Api-Key:%20another',
    'access_token=another',
    'api_token=another',
    'token=another',
    'key=another',
    'password=another',
    '_method=DELETE',
    '=1',
    'a=%',
    'a=%zz',
    '%ff=1',
    'a=b#c',
    'a=b c',
    'a=<b>',
    'a=\u00e9',
  ])('is refused: %j', query => {
    expect(isPlainQuery(query)).toBe(false);
  });
});

const registry: Record<string, Crm> = crms;
const open = Object.entries(registry).filter(([, { manifest }]) => manifest.forward);

it('is offered by the CRMs whose secret is a header', () => {
  expect(open.map(([name]) => name)).toEqual(expect.arrayContaining(['insales', 'keycrm', 'moysklad', 'retailcrm']));
  expect(registry['frontpad']?.manifest.forward).toBeUndefined();
});

it.each(open)(
  'puts the secret of %s into headers alone, and opens paths that a config can name',
  async (_name, crm) => {
    const { forward, secretKeys } = crm.manifest;
    const paths = forward?.paths ?? [];
    for (const path of paths) expect(path).toMatch(/^(\/[\w.*-]+){2,}$/);
    expect(new Set(paths).size).toBe(paths.length);
    const asked = { operation: 'forward', method: 'GET', url: 'https://crm.example/a?b=1', kind: 'read' } as const;
    const { headers, ...rest } = await crm.authorize(asked, Object.fromEntries(secretKeys.map(key => [key, 'sesame'])));
    expect(rest).toEqual(asked);
    expect(Object.keys(headers ?? {})).not.toEqual([]);
  },
);
