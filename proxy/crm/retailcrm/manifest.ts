import type { Manifest } from '../crm.ts';
import { mapped } from './mapped.ts';
import { Settings } from './settings.ts';
import { stageOf } from './stages.ts';
import { hookSteps } from './steps.ts';

const MINUTE = 60_000;

/** What RetailCRM is. */
export const manifest: Manifest<Settings> = {
  type: 'retailcrm',
  title: 'RetailCRM',
  settings: Settings,
  secretKeys: ['key'],
  origins: settings => [new URL(settings.url).origin],
  // At most ten a second from one address (API rules); one is left for whoever else calls from ours.
  quotas: () => [{ kind: 'rate', n: 9, perMs: 1000 }],
  quotaScope: 'address',
  // An external id stands once in a store: the same order again is answered "already exists".
  repeat: () => 'safe',
  background: true,
  // Or what the setting timeZone says: RetailCRM writes times without an offset, in the zone of its own settings.
  clockZone: 'shop',
  redeems: () => 'crm',
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: settings => settings.availabilityMinutes * MINUTE },
  capabilities: {
    submitOrder: 'yes',
    finish: 'yes',
    findSubmitted: 'yes',
    findOrders: 'yes',
    certificate: 'with setting certificates',
    releaseCertificate: 'with setting certificates',
    availability: 'yes',
    catalogue: 'yes',
    parseHook: 'yes',
    changesSince: 'yes',
    setStatus: 'with setting settableStatuses',
    recordPayment: 'yes',
    saveCustomer: 'yes',
    uploadCustomers: 'yes',
    uploadOrders: 'yes',
    directory: 'yes',
  },
  stageOf,
  hookSteps,
  revokeUrl: ({ url }) => `${new URL(url).origin}/admin/api-keys`,
  // Reference books, orders and goods: not customers, cards, users or what is written.
  forward: {
    paths: [
      '/api/v5/reference/*',
      '/api/v5/settings',
      '/api/v5/custom-fields',
      '/api/v5/custom-fields/*/*',
      '/api/v5/custom-fields/dictionaries',
      '/api/v5/orders',
      '/api/v5/orders/*',
      '/api/v5/store/products',
      '/api/v5/store/product-groups',
      '/api/v5/store/offers',
      '/api/v5/store/inventories',
    ],
  },
  docs: [
    {
      title: 'API rules: authorisation, encoding, limits (excerpts; the pages themselves were not reached)',
      url: 'https://docs.retailcrm.ru/Developers/API/APIFeatures/APIRules',
      checked: '2026-11-21',
    },
    { title: 'Vendor’s PHP client', url: 'https://github.com/retailcrm/api-client-php', checked: '2026-11-21' },
    { title: 'Vendor’s Go client', url: 'https://github.com/retailcrm/api-client-go', checked: '2026-11-21' },
    {
      title: 'Vendor’s WooCommerce module',
      url: 'https://github.com/retailcrm/woocommerce-module',
      checked: '2026-11-21',
    },
  ],
};
