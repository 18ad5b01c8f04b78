import type { Manifest } from '../crm.ts';
import { mapped } from './directory.ts';
import { Settings } from './settings.ts';
import { stageOf } from './stages.ts';

const MINUTE = 60_000;

/** What amoCRM (Kommo) is. */
export const manifest: Manifest<Settings> = {
  type: 'amocrm',
  title: 'amoCRM',
  settings: Settings,
  // One of the two: a long-lived token, or what proves the integration to which a person gives access.
  secretKeys: ['token', 'clientSecret'],
  optionalSecretKeys: ['token', 'clientSecret'],
  origins: settings => [new URL(settings.url).origin],
  // Seven a second (documentation, limits); whoever exceeds that often is locked out, so that two are never used.
  quotas: () => [{ kind: 'rate', n: 5, perMs: 1000 }],
  quotaScope: 'address',
  // No id of ours makes a repeat harmless: `request_id` is only echoed (documentation, contacts).
  repeat: () => 'ask',
  background: true,
  clockZone: 'UTC',
  redeems: ({ certificates }) => (certificates?.charge ? 'crm' : 'manager'),
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: settings => settings.availabilityMinutes * MINUTE },
  capabilities: {
    submitOrder: 'yes',
    finish: 'yes',
    findSubmitted: 'yes',
    findOrders: 'yes',
    certificate: 'with setting certificates',
    releaseCertificate: 'with setting certificates',
    availability: 'with setting stockField',
    catalogue: 'with setting priceField',
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
  // Leads without what else is known of people, pipelines and lists.
  forward: {
    paths: [
      '/api/v4/leads',
      '/api/v4/leads/*',
      '/api/v4/leads/*/links',
      '/api/v4/leads/pipelines/*',
      '/api/v4/leads/pipelines/*/statuses',
      '/api/v4/catalogs',
      '/api/v4/catalogs/*/elements',
      '/api/v4/catalogs/*/elements/*',
      '/api/v4/catalogs/*/custom_fields',
    ],
  },
  hookSteps: url => [
    'Open Settings → Integrations → Web hooks (as an administrator; Kommo has them from the Advanced plan on).',
    `Add a web hook with the address ${url}`,
    'Tick for leads: added, status changed, restored. Nothing else is needed.',
  ],
  revokeUrl: ({ url }) => `${new URL(url).origin}/settings/widgets/`,
  docs: [
    {
      title: 'Contacts and companies: paging, 204, fields',
      url: 'https://www.amocrm.ru/developers/content/crm_platform/contacts-and-companies',
      checked: '2026-11-21',
    },
    {
      title: 'Links of leads, goods and contacts',
      url: 'https://www.amocrm.ru/developers/content/crm_platform/entity-links-api',
      checked: '2026-11-21',
    },
    {
      title: 'Pipelines and statuses',
      url: 'https://www.amocrm.ru/developers/content/crm_platform/leads_pipelines',
      checked: '2026-11-21',
    },
    { title: 'Limits', url: 'https://developers.kommo.com/docs/limitations', checked: '2026-11-21' },
    {
      title: 'Web hooks, OAuth 2.0, HTTP statuses (Kommo)',
      url: 'https://pt-developers.kommo.com/docs/webhooks',
      checked: '2026-11-21',
    },
    { title: 'Vendor’s PHP client', url: 'https://github.com/amocrm/amocrm-api-php', checked: '2026-11-21' },
  ],
};
