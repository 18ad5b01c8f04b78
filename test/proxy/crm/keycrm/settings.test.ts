import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifest } from '../../../../proxy/crm/keycrm/manifest.ts';
import { Settings } from '../../../../proxy/crm/keycrm/settings.ts';
import { settings } from './fixtures.ts';

describe('the settings of a KeyCRM connection', () => {
  it.each([
    ['no source', {}],
    ['a source without a default', { source: { rules: [{ from: 'origin', codes: { a: '1' } }] } }],
    ['an id that is none', { source: { default: 'site' } }],
    ['an id that is none in a rule', { source: { default: '1', rules: [{ from: 'origin', codes: { a: 'b' } }] } }],
    ['a strange custom field', { source: { default: '1' }, customFields: [{ uuid: 'Час', from: 'number' }] }],
    ['a branch from nowhere', { source: { default: '1' }, warehouseRef: 'npWarehouse' }],
    ['a misspelt key', { source: { default: '1' }, managers: {} }],
  ])('refuse %s', (_, raw) => {
    expect(Settings.safeParse(raw).success).toBe(false);
  });

  it('are those of the guide’s example', () => {
    const guide = readFileSync(new URL('../../../../proxy/crm/keycrm/README.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n([^`]*)```/.exec(guide) ?? [];
    const { type, key, hookToken, followDays, statuses, ...own } = JSON.parse(example).connections.shop;
    expect([type, key, hookToken, followDays, statuses]).not.toContain(undefined);
    expect(Settings.safeParse(own).error).toBeUndefined();
    const untold = Object.keys(Settings.shape).filter(name => !guide.includes(`\`${name}\``));
    expect(untold).toEqual([]);
  });

  it('decide whether an order whose answer was lost may be sent again', () => {
    expect(manifest.repeat(settings())).toBe('ask');
    expect(manifest.repeat(settings({ lead: {} }))).toBe('never');
  });
});
