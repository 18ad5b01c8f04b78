import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../proxy/config/config.ts';
import { parseConfig } from '../../../proxy/config/load.ts';

const env = { S: 'a-secret' };
const frontpad = { type: 'frontpad', secret: '${S}' };
const moysklad = { type: 'moysklad', token: '${S}', organization: '1' };
const retailcrm = { type: 'retailcrm', url: 'https://demo.retailcrm.ru', key: '${S}', site: 'wave' };
const keycrm = { type: 'keycrm', key: '${S}', source: { default: '1' } };

const parse = (connections: Record<string, object>, use?: object) =>
  parseConfig(
    {
      publicUrl: 'https://crm.shop.example',
      origins: ['https://shop.example'],
      trustProxy: 0,
      shop: { name: 'Wave', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' },
      connections,
      use,
    },
    env,
  );
const faultsOf = (...args: Parameters<typeof parse>) => {
  try {
    return parse(...args) && [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('which connection does what', () => {
  it('is the first that can, with the settings it has', () => {
    expect(parse({ sklad: moysklad, kitchen: frontpad }).use).toEqual({
      orders: 'sklad',
      orderStatus: ['sklad'],
      certificate: 'kitchen',
      availability: 'sklad',
      customers: 'sklad',
    });
    expect(parse({ shop: { ...retailcrm, certificates: 'loyalty' }, kitchen: frontpad }).use.certificate).toBe('shop');
    expect(parse({ sklad: moysklad }).use.certificate).toBeNull();
  });

  it('is as the config says, one for each job and several for lookups, each once', () => {
    const use = { orders: 'kitchen', orderStatus: ['shop', 'sklad', 'shop'], availability: 'shop', customers: 'shop' };
    expect(parse({ sklad: moysklad, kitchen: frontpad, shop: retailcrm }, use).use).toEqual({
      ...use,
      orderStatus: ['shop', 'sklad'],
      certificate: 'kitchen',
    });
    expect(parse({ sklad: moysklad }, { orderStatus: [] }).use.orderStatus).toEqual([]);
  });

  it('is for customers the one that takes the orders, if it can be told', () => {
    const connections = { sklad: moysklad, kitchen: frontpad, shop: retailcrm };
    expect(parse(connections, { orders: 'shop' }).use.customers).toBe('shop');
    expect(parse(connections, { orders: 'kitchen' }).use.customers).toBe('sklad');
    expect(parse({ kitchen: frontpad }).use.customers).toBeNull();
  });

  it('cannot be one that is unable to, or is not there', () => {
    const use = {
      orderStatus: ['sklad', 'kitchen', 'kitchn'],
      certificate: 'sklad',
      customers: 'kitchen',
      availability: 'kitchen',
    };
    const faults = faultsOf({ sklad: moysklad, kitchen: frontpad }, use);
    expect(faults.map(({ path, found, expected }) => `${path}: ${found} | ${expected}`)).toEqual([
      'use.orderStatus.1: "kitchen", a FrontPad, which cannot be searched for orders (those of the order book are found without it) | one that can: sklad',
      'use.orderStatus.2: "kitchn" | a connection: sklad, kitchen',
      'use.certificate: "sklad", a MoySklad, which cannot tell what a certificate is worth without its setting certificates | one that can: kitchen',
      'use.customers: "kitchen", a FrontPad, which cannot be told of customers | one that can: sklad',
    ]);
    expect(faultsOf({ kitchen: frontpad }, { customers: 'kitchen' })).toMatchObject([
      { expected: 'no such key: none of the connections can' },
    ]);
  });

  it('is none that a setting has made unable to', () => {
    expect(parse({ shop: keycrm }).use.orderStatus).toEqual(['shop']);
    expect(parse({ shop: { ...keycrm, lead: {} } }).use.orderStatus).toEqual([]);
    expect(faultsOf({ shop: { ...keycrm, lead: {} } }, { orderStatus: ['shop'] })).toMatchObject([
      { found: expect.stringMatching(/^"shop", a KeyCRM, which cannot be searched .* with its setting lead$/) },
    ]);
  });

  it('is not doubted while the connection itself is at fault', () => {
    expect(faultsOf({ kitchen: { ...frontpad, branch: 1 } }, { orders: 'kitchen' }).map(({ path }) => path)).toEqual([
      'connections.kitchen.branch',
    ]);
  });
});
