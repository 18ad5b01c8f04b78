import type { Manifest } from '../crm.ts';
import { SYNC } from './api.ts';
import { mapped } from './mapped.ts';
import { Settings } from './settings.ts';
import { stageOf } from './stages.ts';

const MINUTE = 60_000;

const isSync = (operation: string): boolean => operation.endsWith(SYNC);

/** What MiniCRM is. */
export const manifest: Manifest<Settings> = {
  type: 'minicrm',
  title: 'MiniCRM',
  settings: Settings,
  secretKeys: ['key'],
  origins: settings => [new URL(settings.url).origin],
  // Sixty calls a minute, and apart from them 180 files an hour (Integrations Manual, p. 42). Nothing is written of
  // /Api/Order: it is counted with the rest.
  quotas: () => [
    { kind: 'rate', n: 60, perMs: MINUTE, counts: operation => !isSync(operation) },
    { kind: 'rate', n: 180, perMs: 60 * MINUTE, counts: isSync },
  ],
  quotaScope: 'key',
  // The same ids again change what they made. It is looked for first all the same: a manager may have changed it since.
  repeat: () => 'ask',
  background: true,
  // Every time is Hungary's, whatever the account's country (Integrations Manual; the vendor's WooCommerce plugin).
  clockZone: 'Europe/Budapest',
  // Nothing takes from a card's field by itself: the code travels with the order.
  redeems: () => 'manager',
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: () => MINUTE },
  capabilities: {
    submitOrder: 'yes',
    findSubmitted: 'yes',
    finish: 'yes',
    findOrders: 'yes',
    certificate: 'with setting certificates',
    parseHook: 'yes',
    changesSince: 'yes',
    setStatus: 'yes',
    recordPayment: 'yes',
    saveCustomer: 'yes',
    directory: 'yes',
  },
  stageOf,
  hookSteps: url => [
    'MiniCRM sets up notifications itself: write to its helpdesk.',
    `Ask for a webhook on changes of cards of the Orders module, field StatusId, to ${url}`,
    'Until then nothing is missing: changed orders are asked for once a minute.',
  ],
  revokeUrl: ({ url, systemId }) => `${new URL(url).origin}/${systemId}/`,
  docs: [
    { title: 'Webshop integration by XML', url: 'https://www.minicrm.io/help/xml-sync/', checked: '2026-11-21' },
    {
      title: 'Webshop integration by XML, the file',
      url: 'https://www.minicrm.ro/help/integrare-webshop-xml/',
      checked: '2026-11-21',
    },
    { title: 'API', url: 'https://www.minicrm.io/help/api/', checked: '2026-11-21' },
    { title: 'Cards', url: 'https://minicrm.hu/help/project-actions', checked: '2026-11-21' },
    { title: 'Tasks', url: 'https://minicrm.hu/help/task-actions', checked: '2026-11-22' },
    { title: 'Orders module', url: 'https://minicrm.hu/help/orders-module', checked: '2026-11-21' },
    {
      title: 'The vendor’s WooCommerce plugin',
      url: 'https://github.com/common-repository/minicrm-woocommerce-sync',
      checked: '2026-11-21',
    },
  ],
};
