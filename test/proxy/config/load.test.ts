import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../../proxy/config/config.ts';
import { configJsonSchema } from '../../../proxy/config/json-schema.ts';
import { loadConfig, parseConfig } from '../../../proxy/config/load.ts';
import { crms } from '../../../proxy/crm/index.ts';

const env = { FRONTPAD_SECRET: 'frontpad-s3cret', SERVER_KEY: 'server-k3y', BOOK_KEY: 'book-k3y' };

const good = () => ({
  publicUrl: 'https://crm.shop.example',
  origins: ['https://shop.example'],
  trustProxy: 1 as unknown,
  orderBookKeys: ['${BOOK_KEY}'],
  serverKeys: ['${SERVER_KEY}'],
  shop: { name: 'Sushi', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' } as Record<string, unknown>,
  connections: { kitchen: { type: 'frontpad', secret: '${FRONTPAD_SECRET}' } as Record<string, unknown> },
});

const faultsOf = (config: unknown, environment: Record<string, string | undefined> = env) => {
  try {
    parseConfig(config, environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('a good config', () => {
  test('keeps secrets apart from settings and fills in who serves what', () => {
    const config = parseConfig(good(), env);
    const kitchen = config.connections.get('kitchen');
    expect(kitchen?.secrets).toEqual({ secret: 'frontpad-s3cret' });
    expect(JSON.stringify(kitchen?.settings)).not.toContain('s3cret');
    expect(config.use).toMatchObject({ orders: 'kitchen', certificate: 'kitchen', availability: 'kitchen' });
    expect(config.shop.submitWithin).toBe(24 * 3600_000);
  });

  test('reads durations as a person writes them', () => {
    const config = good();
    config.shop['submitWithin'] = '2h';
    expect(parseConfig(config, env).shop.submitWithin).toBe(7_200_000);
  });
});

describe('secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('come from a file named in the environment', () => {
    const file = join(folder, 'secret');
    writeFileSync(file, 'from-a-file\n');
    const config = parseConfig(good(), { ...env, FRONTPAD_SECRET: undefined, FRONTPAD_SECRET_FILE: file });
    expect(config.connections.get('kitchen')?.secrets).toEqual({ secret: 'from-a-file' });
  });

  test('come from the env file beside the config, behind the environment', () => {
    writeFileSync(join(folder, 'demo.env'), 'FRONTPAD_SECRET=from-env-file\nSERVER_KEY=k\nBOOK_KEY=k\n');
    writeFileSync(join(folder, 'crm.config.json'), JSON.stringify({ ...good(), envFile: 'demo.env' }));
    const config = loadConfig(join(folder, 'crm.config.json'), { SERVER_KEY: 'stronger' });
    expect(config.connections.get('kitchen')?.secrets).toEqual({ secret: 'from-env-file' });
    expect(config.serverKeys).toEqual(['stronger']);
  });

  test.each([
    [
      'the CRM secret',
      (config: ReturnType<typeof good>) => {
        config.connections.kitchen['secret'] = 'oops-literal';
      },
    ],
    [
      'a server key',
      (config: ReturnType<typeof good>) => {
        config.serverKeys = ['oops-literal'];
      },
    ],
    [
      'an order-book key',
      (config: ReturnType<typeof good>) => {
        config.orderBookKeys = ['oops-literal'];
      },
    ],
    [
      'a hook token',
      (config: ReturnType<typeof good>) => {
        config.connections.kitchen['hookToken'] = 'oops-literal';
      },
    ],
  ])('%s written into the file is refused, and not repeated in the fault', (_, break_) => {
    const config = good();
    break_(config);
    const faults = faultsOf(config);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.expected).toContain('${MY_SECRET}');
    expect(JSON.stringify(faults)).not.toContain('oops');
  });

  test('one that is not set is named, with where to set it', () => {
    expect(faultsOf(good(), { ...env, FRONTPAD_SECRET: undefined })).toEqual([
      {
        path: 'connections.kitchen.secret',
        found: '${FRONTPAD_SECRET}, which is not set',
        expected: 'FRONTPAD_SECRET or FRONTPAD_SECRET_FILE in the environment',
        suggestion: null,
      },
    ]);
  });
});

describe('faults', () => {
  test('are all told at once, by path, with the nearest known key', () => {
    const config = { ...good(), orgins: ['https://a.example'], trustProxy: 'yes' };
    config.shop['timezone'] = 'Europe/Moskow';
    config.connections.kitchen['affiliates'] = {};
    const faults = faultsOf(config);
    const byPath = Object.fromEntries(faults.map(fault => [fault.path, fault]));
    expect(byPath['orgins']?.suggestion).toBe('origins');
    expect(byPath['trustProxy']).toBeDefined();
    expect(byPath['connections.kitchen.affiliates']?.suggestion).toBe('affiliate');
    expect(new ConfigError(faults).message).toContain('Did you mean origins?');
  });

  test('rules between keys: a zone nobody knows, a connection that is not there', () => {
    const config = { ...good(), use: { orders: 'kitchn' } };
    config.shop['timezone'] = 'Europe/Moskow';
    expect(faultsOf(config)).toMatchObject([
      { path: 'use.orders', suggestion: 'kitchen' },
      { path: 'shop.timezone', suggestion: 'Europe/Moscow' },
    ]);
  });

  test('an unknown CRM names those we know', () => {
    const config = good();
    config.connections.kitchen['type'] = 'frontpat';
    expect(faultsOf(config)).toMatchObject([{ path: 'connections.kitchen.type', suggestion: 'frontpad' }]);
  });

  test.each([['*'], ['https://*.shop.example'], ['https://shop.example/path']])('origins: [%j] is refused', origin => {
    expect(faultsOf({ ...good(), origins: [origin] })[0]?.path).toBe('origins.0');
  });

  test('trustProxy is required', () => {
    expect(faultsOf({ ...good(), trustProxy: undefined })[0]?.path).toBe('trustProxy');
  });

  test('a public address without https is refused, but on loopback', () => {
    expect(faultsOf({ ...good(), publicUrl: 'http://crm.shop.example' })[0]?.path).toBe('publicUrl');
    expect(faultsOf({ ...good(), publicUrl: 'http://127.0.0.1:8788' })).toEqual([]);
  });

  test.each(['lines[0][price]', 'discount', 'payments[0][status]', 'delivery[cost]'])(
    'a form field may not fill %s',
    target => {
      expect(faultsOf({ ...good(), forms: { fieldNames: { total: target } } })[0]?.path).toBe('forms.fieldNames.total');
    },
  );

  test('a path of the CRM’s own API is open only if it is named, and known to be harmless', () => {
    const shop = (more: object) => ({
      ...good(),
      connections: { shop: { type: 'keycrm', key: '${KEYCRM_KEY}', source: { default: '1' }, ...more } },
    });
    const keycrm = { ...env, KEYCRM_KEY: 'key' };
    expect(parseConfig(shop({}), keycrm).connections.get('shop')?.forward).toEqual([]);
    const open = ['/v1/order/*', '/v1/products/categories'];
    expect(parseConfig(shop({ forward: open }), keycrm).connections.get('shop')?.forward).toEqual(open);
    expect(faultsOf(shop({ forward: ['/v1/order/*', '/v1/ofers', '/v1/*', '/v1/order?a=1'] }), keycrm)).toMatchObject([
      { path: 'connections.shop.forward.3', expected: expect.stringContaining('a path such as') },
    ]);
    expect(faultsOf(shop({ forward: ['/v1/order/*', '/v1/ofers', '/*/*'] }), keycrm)).toMatchObject([
      { path: 'connections.shop.forward.1', suggestion: '/v1/offers' },
      { path: 'connections.shop.forward.2', found: '"/*/*"' },
    ]);
    const kitchen = good();
    kitchen.connections.kitchen['forward'] = ['/api/index.php'];
    expect(faultsOf(kitchen)[0]).toMatchObject({ path: 'connections.kitchen.forward.0' });
    expect(faultsOf(kitchen)[0]?.expected).toContain('FrontPad has no such paths');
  });

  test('a form of the back end fills what there is, prices included, and a customer has an id', () => {
    const named = (form: object) => faultsOf({ ...good(), forms: { named: { callback: form } } });
    const fields = { tel: 'customer[phone]', sum: 'lines[0][price]' };
    expect(named({ to: 'order', fields, values: { 'lines[0][sku]': 'CALL' } })).toEqual([]);
    expect(named({ to: 'order', fields: { tel: 'phone' } })[0]?.path).toBe('forms.named.callback.fields.tel');
    expect(named({ to: 'order', fields: {}, values: { expectedTotal: '1' } })[0]?.path).toBe(
      'forms.named.callback.values',
    );
    expect(named({ to: 'customer', fields: { user: 'id', tel: 'fone' } })).toMatchObject([
      { path: 'forms.named.callback.fields.tel', suggestion: 'phone' },
    ]);
    expect(named({ to: 'customer', fields: { tel: 'phone' } })[0]?.path).toBe('forms.named.callback.fields');
  });

  test("a public field may not set the client's card", () => {
    const config = good();
    config.shop['fields'] = [{ name: 'fields.club' }];
    config.connections.kitchen['additional'] = { card: 'fields.club' };
    expect(faultsOf(config)[0]?.path).toBe('connections.kitchen.additional.card');
  });
});

test('the JSON Schema for editors knows every connection key and marks its secrets', () => {
  const schema = JSON.stringify(configJsonSchema(crms));
  expect(schema).toContain('"const":"frontpad"');
  expect(schema).toContain('affiliate');
  expect(schema).toContain('trustProxy');
});
