import type { Manifest } from '../crm.ts';
import { mapped } from './mapped.ts';
import { Settings, siteOnlyFields } from './settings.ts';
import { stageOf } from './stages.ts';
import { hookSteps } from './steps.ts';

const MINUTE = 60_000;

/** What FrontPad is: limits and rules of the FrontPad API, document B. */
export const manifest: Manifest<Settings> = {
  type: 'frontpad',
  title: 'FrontPad',
  settings: Settings,
  secretKeys: ['secret'],
  origins: settings => [new URL(settings.url).origin],
  quotas: () => [
    { kind: 'rate', n: 30, perMs: MINUTE },
    { kind: 'rate', n: 2, perMs: 1000 },
  ],
  // Whether FrontPad counts by key or by caller's address is not documented; the key is inferred.
  quotaScope: 'key',
  // There is no external id and no order search: whether a lost new_order was taken cannot be asked.
  repeat: () => 'never',
  background: false,
  clockZone: 'shop',
  redeems: () => 'crm',
  siteOnly: ({ additional }) =>
    siteOnlyFields.flatMap(field => {
      const from = additional[field];
      return from === undefined ? [] : [{ path: `additional.${field}`, from }];
    }),
  mapped,
  freshness: { catalogueMs: 60 * MINUTE, availabilityMs: settings => settings.availabilityMinutes * MINUTE },
  capabilities: { submitOrder: 'yes', certificate: 'yes', availability: 'yes', catalogue: 'yes', parseHook: 'yes' },
  stageOf,
  hookSteps,
  docs: [
    {
      title: 'FrontPad API, document A (repost, 2017)',
      url: 'https://github.com/n0rn/frontpad',
      checked: '2026-11-21',
    },
    {
      title: 'FrontPad API, document B (repost, 2020 or later)',
      url: 'https://github.com/alekseevich47/shahlik',
      checked: '2026-11-21',
    },
  ],
};
