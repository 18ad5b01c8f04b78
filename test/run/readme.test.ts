import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../proxy/config/load.ts';
import { crms } from '../../proxy/crm/index.ts';
import { capabilityTable } from '../kit/capability-table.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

describe('the README', () => {
  test('tells of each CRM what its manifest claims', () => {
    const told = /<!-- capabilities -->\n([\s\S]*?)\n<!-- \/capabilities -->/.exec(readme)?.[1];
    expect(told).toBe(capabilityTable(crms));
  });

  test('shows a config that is right', () => {
    const [example = ''] = blocks('json');
    const env = { ORDER_BOOK_KEY: 'k', SERVER_KEY: 'k', FRONTPAD_SECRET: 'k' };
    expect(parseConfig(JSON.parse(example), env).use.orders).toBe('kitchen');
  });

  test('shows the commands on its first screen', () => {
    const screen = readme.split('\n').slice(0, 45).join('\n');
    for (const needed of [
      'npm ci && npm start',
      'npm ci && npm test',
      '<crm-order-status>',
      'crm-widgets.js',
      'publicUrl',
      '.png',
    ]) {
      expect(screen).toContain(needed);
    }
  });
});
