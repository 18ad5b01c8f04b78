import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleSizes } from '../bench/sizes.ts';
import { ROOT } from './kit.ts';

const DIST = join(ROOT, 'dist');
const files = ['crm-widgets.js', ...readdirSync(join(DIST, 'widgets/widgets')).map(file => `widgets/${file}`)];
const bundle = files.map(file => readFileSync(join(DIST, 'widgets', file), 'utf8')).join('\n');

/** What of the bundle matches, and no more: a failure should not print a hundred kilobytes. */
const found = (pattern: RegExp): readonly string[] => [...bundle.matchAll(pattern)].map(([match]) => match);

interface Named {
  readonly name?: string;
}
interface Declared {
  readonly tagName?: string;
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly members?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

/** What a visitor fetches, in bytes of gzip, a little above what was reached: a widget grows on purpose only. */
const budgets: Readonly<Record<string, number>> = {
  loader: 640,
  '<crm-order-status>': 20_030,
  '<crm-certificate>': 15_670,
  '<crm-availability>': 16_600,
  '<crm-checkout>': 29_700,
  'all four': 40_900,
};

describe('the bundle', () => {
  it.each(bundleSizes().map(size => [size.what, size.gzip] as const))('keeps to its budget: %s', (what, gzip) => {
    expect(gzip).toBeLessThanOrEqual(budgets[what] ?? 0);
  });

  it('brings no validator, and no word of the contract but its types', () => {
    expect(found(/zod|safeParse/gi)).toEqual([]);
  });

  it('asks for its own Trusted Types policy, never for the one a page may keep for its own Lit', () => {
    expect(found(/createPolicy\(["'`][\w-]+/g).map(call => call.slice(14))).toEqual(['crm-widgets']);
  });

  it('needs no exception from a style-src policy', () => {
    expect(found(/<style|\sstyle=|styleMap|setAttribute\(["'`]style/g)).toEqual([]);
  });

  it('has file names that ad blockers leave alone', () => {
    for (const file of files)
      expect(file).not.toMatch(/track|stat\b|stats|beacon|analytic|pixel|collect|\bads?\b|banner/i);
  });

  it('puts no comments and no developer warnings into what a visitor fetches', () => {
    expect(found(/__PURE__|Lit is in dev mode|\/\*\*/g)).toEqual([]);
  });
});

describe('the manifest of the elements', () => {
  const { modules } = JSON.parse(readFileSync(join(DIST, 'custom-elements.json'), 'utf8')) as {
    modules: readonly { readonly declarations?: readonly Declared[] }[];
  };
  const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
  const names = (list: readonly Named[] = []) => list.map(({ name }) => name);
  const described = (tag: string) => {
    const found = elements.find(({ tagName }) => tagName === tag);
    if (!found) throw new Error(`The manifest has no ${tag}.`);
    return found;
  };

  it.each([
    ['crm-order-status', ['number'], ['crm-order-found', 'crm-order-changed'], 'tracking'],
    ['crm-certificate', [], ['crm-certificate-checked', 'crm-certificate-apply'], 'voucher'],
    ['crm-availability', ['sku'], ['crm-line-add'], 'stock'],
    ['crm-checkout', [], ['crm-order-send', 'crm-order-accepted'], 'stepper'],
  ])('describes %s', (tag, attributes, events, part) => {
    const element = described(tag);
    expect(names(element.attributes).sort()).toEqual([...attributes, 'endpoint', 'lang', 'theme'].sort());
    expect(names(element.events)).toEqual(events);
    expect(names(element.cssParts)).toEqual(expect.arrayContaining(['card', 'button', part]));
    expect(names(element.cssProperties)).toEqual(expect.arrayContaining(['--crm-accent', '--crm-radius']));
  });

  it('lists what is public and nothing else', () => {
    for (const { members } of elements) for (const name of names(members)) expect(name).not.toMatch(/^[#_]/);
  });
});
