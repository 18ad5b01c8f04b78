import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { sandboxes } from '../../../demo/sandbox/index.ts';
import { aboutShop } from '../../../demo/shop/about.ts';
import { valuesOf } from '../../../demo/shop/values.ts';
import { loadConfig } from '../../../proxy/config/load.ts';

const DEMO = join(import.meta.dirname, '../../../demo');
const secrets = parseEnv(readFileSync(join(DEMO, 'demo.env'), 'utf8'));
const samples = { certificates: ['C-1', 'C-2'], orders: [{ number: '42', phone: '79000000011' }] };
const aboutOf = (crm: string) => aboutShop(loadConfig(join(DEMO, `config/${crm}.json`), secrets), samples);

it.each(Object.keys(sandboxes))('the shop on %s is told of in the money of its country', crm => {
  const about = aboutOf(crm);
  expect(about.statuses.filter(({ cancelled }) => cancelled).length).toBeGreaterThan(0);
  expect(about.statuses.filter(({ cancelled }) => !cancelled).length).toBeGreaterThan(2);
  for (const { code, name } of about.statuses) expect(name === code ? name : /\p{L}/u.test(name)).toBeTruthy();
  expect(valuesOf(about)['courier']).toMatch(/^\d+\u00a0(₽|₴|lei)$/);
});

it('offers to try only what the CRM can do', () => {
  expect(valuesOf(aboutOf('frontpad'))['toTryEn']).toBe('To try: certificates C-1, C-2.');
  expect(valuesOf(aboutOf('keycrm'))['toTryEn']).toMatch(/^To try: order 42 or the phone 79000000011 .*CRM\)\.$/);
  expect(valuesOf(aboutOf('moysklad'))['toTryRu']).toMatch(/заказ 42 .*; сертификаты C-1, C-2\.$/);
});
