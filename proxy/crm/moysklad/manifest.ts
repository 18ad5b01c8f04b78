import type { Manifest } from '../crm.ts';
import { mapped } from './mapped.ts';
import { Settings } from './settings.ts';
import { stageOf } from './stages.ts';

const MINUTE = 60_000;
/** Units in three seconds for one user or solution (documentation, Restrictions, as of February 2026). */
const UNITS = 45;

/** What MoySklad is. */
export const manifest: Manifest<Settings> = {
  type: 'moysklad',
  title: 'MoySklad',
  settings: Settings,
  secretKeys: ['token'],
  origins: settings => [new URL(settings.url).origin],
  // The reports that weigh five whatever the token are not called.
  quotas: ({ requestWeight, parallel }) => [
    { kind: 'rate', n: Math.floor(UNITS / requestWeight), perMs: 3_000 },
    { kind: 'concurrency', n: parallel },
  ],
  quotaScope: 'key',
  // The same syncId again answers the order that stands (documentation, "Назначение поля syncId").
  repeat: () => 'safe',
  background: true,
  // Every time is Moscow's, and none says so (documentation, "Дата и время").
  clockZone: 'Europe/Moscow',
  // No certificate is taken from by the API: the code travels with the order.
  redeems: () => 'manager',
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: settings => settings.availabilityMinutes * MINUTE },
  capabilities: {
    submitOrder: 'yes',
    finish: 'yes',
    findSubmitted: 'yes',
    findOrders: 'yes',
    certificate: 'with setting certificates',
    availability: 'yes',
    catalogue: 'yes',
    parseHook: 'yes',
    changesSince: 'yes',
    setStatus: 'yes',
    recordPayment: 'yes',
    saveCustomer: 'yes',
    directory: 'yes',
    addHook: 'yes',
    removeHook: 'yes',
  },
  stageOf,
  // `entity/customerorder/metadata` has the states. The long stock reports weigh five calls, and are not opened.
  forward: {
    paths: [
      'entity/customerorder',
      'entity/customerorder/*',
      'entity/customerorder/*/positions',
      'entity/product',
      'entity/product/*',
      'entity/variant',
      'entity/variant/*',
      'entity/bundle',
      'entity/bundle/*',
      'entity/service',
      'entity/service/*',
      'entity/currency',
      'context/companysettings/pricetype',
      'report/stock/all/current',
      'report/stock/bystore/current',
    ].map(path => `/api/remap/1.2/${path}`),
  },
  docs: [
    {
      title: 'JSON API 1.2, documentation',
      url: 'https://github.com/moysklad/api-remap-1.2-doc',
      checked: '2026-11-21',
    },
    {
      title: 'JSON API 1.2, OpenAPI description',
      url: 'https://github.com/moysklad/api-remap-1.2-openapi-specification',
      checked: '2026-11-21',
    },
  ],
};
