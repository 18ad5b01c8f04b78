import type { z } from 'zod';
import type { Config } from '../../../proxy/config/config.ts';
import { ConfigSchema } from '../../../proxy/config/schema.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import type { CrmMethods, Manifest } from '../../../proxy/crm/crm.ts';
import type { Log, LogFacts } from '../../../proxy/log.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';
import { createShop } from '../../../proxy/shop/create-shop.ts';
import type { Asker, Shop } from '../../../proxy/shop/shop.ts';
import { createFakeClock, type FakeClock } from '../../kit/clock.ts';
import { createFakeBook, type FakeBook } from './fake-book.ts';
import { connectionOf, crmOf, type FakeCrm, product } from './fake-crm.ts';
import { createFakeStore, type FakeStore, refusing } from './fake-store.ts';

export { connectionOf, crmOf, PHONE, product, rub } from './fake-crm.ts';

export const page: Asker = { source: 'page', origin: 'https://shop.example', language: 'ru' };
export const form: Asker = { ...page, source: 'form' };
export const site: Asker = { source: 'site', origin: null, language: 'ru' };

export const createTestLog = (): Log & { lines: string[] } => {
  const lines: string[] = [];
  const write = (event: string, facts?: LogFacts) => void lines.push(`${event} ${JSON.stringify(facts ?? {})}`);
  return { lines, debug: write, info: write, warn: write, error: write };
};

type ShopInput = z.input<typeof ConfigSchema>['shop'];

const shopConfig: ShopInput = {
  name: 'Пример',
  language: 'ru',
  currency: 'RUB',
  timezone: 'Europe/Moscow',
  phoneCountry: 'RU',
  delivery: [
    {
      code: 'courier',
      name: 'Курьер',
      cost: 199.9,
      freeFrom: 2000,
      minimum: 500,
      articleSku: 'D1',
      fields: ['street', 'house'],
    },
    { code: 'pickup', name: 'Самовывоз', cost: 0, pickupPoints: [{ code: 'arbat', name: 'Арбат' }] },
    { code: 'post', name: 'Почта' },
  ],
  payment: [{ code: 'cash', name: 'Наличными' }],
};

export interface World {
  shop: Shop;
  crm: FakeCrm;
  book: FakeBook;
  store: FakeStore;
  clock: FakeClock;
  log: ReturnType<typeof createTestLog>;
  /** The same shop after a restart, or another process of it. */
  again(crm?: FakeCrm): Shop;
}

export interface Setting {
  crm?: FakeCrm;
  /** More connections, by name, that are searched for orders too. */
  others?: Record<string, FakeCrm>;
  shop?: Partial<ShopInput>;
  manifest?: Partial<Manifest>;
  speed?: number;
  crmReads?: number;
}

/** A shop with one connection that does everything its methods say, and more of them for lookups. */
export const openShop = (setting: Setting = {}): World => {
  const crm = setting.crm ?? crmOf([product('1', 60000), product('2', 45050), product('cheese', 5000)]);
  const clock = createFakeClock();
  const store = createFakeStore();
  const book = createFakeBook(clock);
  const log = createTestLog();
  const keys = createKeys([freshKey()]);
  const open = (methods: FakeCrm): Shop => {
    const connection = connectionOf('main', methods, setting.manifest, setting.speed);
    const others = Object.entries(setting.others ?? {}).map(([name, each]) => connectionOf(name, each));
    const config = configOf(connection, setting);
    config.use.orderStatus.push(...others.map(({ name }) => name));
    const connections = new Map([connection, ...others].map(each => [each.name, each]));
    return createShop({ config, connections, book, store: { ...refusing, ...store }, keys, clock, log });
  };
  return { shop: open(crm), crm, book, store, clock, log, again: (other = crm) => open(other) };
};

/** The whole config of a shop with one connection. */
export const configOf = (connection: Connection, { shop, crmReads }: Setting = {}): Config => {
  const parsed = ConfigSchema.parse({
    publicUrl: 'https://crm.shop.example',
    origins: ['https://shop.example'],
    trustProxy: 0,
    shop: { ...shopConfig, ...shop },
    connections: {},
    limits: { crmReads },
  });
  return { ...parsed, connections: new Map([['main', connection.config]]), use: useOf(connection.methods) };
};

const useOf = (methods: CrmMethods): Config['use'] => ({
  orders: methods.submitOrder ? 'main' : null,
  orderStatus: methods.findOrders ? ['main'] : [],
  certificate: methods.certificate ? 'main' : null,
  availability: methods.availability || methods.catalogue ? 'main' : null,
  customers: methods.saveCustomer ? 'main' : null,
});
