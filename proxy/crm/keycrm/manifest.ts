import type { Manifest } from '../crm.ts';
import { mapped } from './mapped.ts';
import { Settings } from './settings.ts';
import { stageOf } from './stages.ts';
import { hookSteps } from './steps.ts';

const MINUTE = 60_000;

/** What KeyCRM is: limits and rules of its OpenAPI description 1.2.0. */
export const manifest: Manifest<Settings> = {
  type: 'keycrm',
  title: 'KeyCRM',
  settings: Settings,
  secretKeys: ['key'],
  origins: settings => [new URL(settings.url).origin],
  quotas: () => [{ kind: 'rate', n: 60, perMs: MINUTE }],
  quotaScope: 'key',
  // Nowhere is it said that source_uuid is unique, but orders can be searched by it; cards have nothing of the kind.
  repeat: settings => (settings.lead ? 'never' : 'ask'),
  background: true,
  clockZone: 'UTC',
  // KeyCRM has no certificates: the code travels in the manager's comment.
  redeems: () => 'manager',
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: settings => settings.availabilityMinutes * MINUTE },
  capabilities: {
    submitOrder: 'yes',
    finish: 'yes',
    // Orders that are cards at first cannot be searched.
    findSubmitted: 'without setting lead',
    findOrders: 'without setting lead',
    availability: 'yes',
    catalogue: 'yes',
    parseHook: 'yes',
    changesSince: 'without setting lead',
    setStatus: 'yes',
    recordPayment: 'yes',
    saveCustomer: 'yes',
    directory: 'yes',
  },
  stageOf,
  hookSteps,
  // Dictionaries stand under `order` too: /v1/order/status, /v1/order/source … (KeyCRM OpenAPI).
  forward: {
    paths: [
      '/v1/order',
      '/v1/order/*',
      '/v1/products',
      '/v1/products/*',
      '/v1/offers',
      '/v1/offers/stocks',
      '/v1/custom-fields',
      '/v1/pipelines',
      '/v1/pipelines/*/statuses',
      '/v1/pipelines/cards',
      '/v1/pipelines/cards/*',
    ],
  },
  docs: [
    { title: 'KeyCRM OpenAPI 1.2.0', url: 'https://docs.keycrm.app', checked: '2026-11-21' },
    { title: 'KeyCRM help', url: 'https://help.keycrm.app', checked: '2026-11-21' },
  ],
};
