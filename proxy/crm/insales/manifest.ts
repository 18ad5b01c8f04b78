import type { Manifest } from '../crm.ts';
import { mapped } from './mapped.ts';
import { Settings } from './settings.ts';
import { stageOf } from './stages.ts';

const MINUTE = 60_000;
const CHECKED = '2026-11-21';
const DOCS = 'https://github.com/insales/insales-docs-source';

/** What InSales is. */
export const manifest: Manifest<Settings> = {
  type: 'insales',
  title: 'InSales',
  settings: Settings,
  secretKeys: ['key', 'password'],
  origins: settings => [new URL(settings.url).origin],
  // 500 in five minutes for one key of one shop (vendor's docs, 01 readme).
  quotas: () => [{ kind: 'rate', n: 500, perMs: 5 * MINUTE }],
  quotaScope: 'key',
  // No idempotency key is known, so that a repeated order is a second one: it must be found first.
  repeat: ({ externalIdField }) => (externalIdField ? 'ask' : 'never'),
  background: true,
  clockZone: 'shop',
  redeems: () => 'crm',
  valuesPromoCodes: true,
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: settings => settings.availabilityMinutes * MINUTE },
  capabilities: {
    submitOrder: 'yes',
    finish: 'yes',
    findSubmitted: 'with setting externalIdField',
    findOrders: 'yes',
    certificate: 'yes',
    availability: 'yes',
    catalogue: 'yes',
    parseHook: 'yes',
    changesSince: 'yes',
    setStatus: 'with setting settableStatuses',
    recordPayment: 'yes',
    saveCustomer: 'yes',
    directory: 'yes',
    addHook: 'yes',
    removeHook: 'yes',
  },
  stageOf,
  // Not discount codes, which are money, nor payment gateways, whose settings may hold keys.
  forward: {
    paths: [
      'orders',
      'orders/*',
      'products',
      'products/*',
      'products/*/variants',
      'custom_statuses',
      'delivery_variants',
      'fields',
      'warehouses',
      'stock_currencies',
    ].map(path => `/admin/${path}.json`),
  },
  docs: [
    { title: 'Vendor’s API documentation (sources)', url: DOCS, checked: CHECKED },
    { title: 'Vendor’s Ruby client', url: 'https://github.com/insales/insales_api', checked: CHECKED },
    { title: 'Vendor’s PHP client', url: 'https://github.com/insales/insales_php_api', checked: CHECKED },
    {
      title: 'Statuses of a shop’s own',
      url: 'https://www.insales.ru/collection/doc-razrabotka-prilozheniy/product/rabota-s-polzovatelskimi-statusami-2',
      checked: CHECKED,
    },
  ],
};
