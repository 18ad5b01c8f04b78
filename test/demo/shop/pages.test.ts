import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill, PUBLIC } from '../../../demo/shop/pages.ts';
import { OrderRequest } from '../../../proxy/contract/index.ts';
import { treeOf, typed } from '../../../proxy/guard/form.ts';
import { ABOUT, BACK_DOOR, openShop, PROXY } from './open.ts';

const pages = readdirSync(PUBLIC).filter(name => name.endsWith('.html'));
const scripts = readdirSync(join(PUBLIC, 'js'));
const textOf = (name: string) => readFileSync(join(PUBLIC, name), 'utf8');

/** Each tag of a name, with its attributes. */
const tags = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, rest]) => rest ?? '');
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

describe('the pages', () => {
  it.each(pages)('%s has nothing inline', name => {
    const html = textOf(name);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
  });

  it.each(pages)('%s finds all it refers to in the shop', async name => {
    const shop = await openShop();
    const html = await (await shop.get(`/${name}`)).text();
    const paths = [...html.matchAll(/(?:href|src)="(?!http|tel:|#)([^"]+)"/g)].map(([, path]) => path ?? '');
    for (const path of new Set(paths)) {
      const answer = await shop.get(new URL(path, `${shop.url}/`).pathname);
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });

  it.each(scripts)('%s makes no HTML of text', name => {
    expect(textOf(`js/${name}`)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/);
  });

  it('has English for every text', () => {
    const english = textOf('js/english.js');
    const keys = pages.flatMap(name =>
      [...textOf(name).matchAll(/data-t(?:-label)?="([^"]+)"/g)].map(([, key]) => key ?? ''),
    );
    const missing = [...new Set(keys)].filter(key => !english.includes(`${key}:`) && !english.includes(`'${key}':`));
    expect(missing).toEqual([]);
  });
});

describe('the shop’s server', () => {
  it.each(['/', '/index.html', '/form', '/form.html', '/states.html', '/privacy.html', '/thanks.html'])(
    'answers %s with a page, its addresses filled in and a strict policy',
    async path => {
      const answer = await (await openShop()).get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await answer.text()).not.toContain('{{');
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy.split('; ')).toEqual([
        "default-src 'none'",
        `script-src 'self' ${PROXY}`,
        "style-src 'self'",
        "img-src 'self' data:",
        `connect-src 'self' ${PROXY} ${BACK_DOOR}`,
        `form-action 'self' ${PROXY}`,
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types crm-widgets',
      ]);
    },
  );

  it('loads the widgets from the proxy', async () => {
    const html = await (await (await openShop()).get('/')).text();
    expect(html).toContain(`<script type="module" src="${PROXY}/crm-widgets.js"></script>`);
    for (const tag of ['crm-checkout', 'crm-order-status', 'crm-certificate', 'crm-availability']) {
      expect(html).toContain(`<${tag}`);
    }
  });

  it.each(['/', '/form', '/js/english.js'])('speaks in %s of its own country, and of what its CRM has', async path => {
    const text = await (await (await openShop()).get(path)).text();
    expect(text).not.toMatch(/\{\{|\+7|₽|700100|Набережн/);
    expect(text).toContain(path === '/form' ? '+380 67 000-00-00' : '60\u00a0₴');
    if (path !== '/form') expect(text).toContain(ABOUT.order?.phone);
  });

  it('hides what asks for certificates where there are none', async () => {
    const tag = async (certificates: string[] | null) =>
      /<crm-certificate[^>]*>/.exec(
        await (await (await openShop({ about: { ...ABOUT, certificates } })).get('/')).text(),
      )?.[0];
    expect(await tag(null)).toContain('absent');
    expect(await tag(['700100'])).not.toContain('absent');
  });

  it('tells its scripts where the others are and what statuses there are', async () => {
    expect(await (await (await openShop()).get('/where.json')).json()).toEqual({
      ...{ proxy: PROXY, backDoor: BACK_DOOR, sign: '₴', statuses: ABOUT.statuses },
    });
  });

  it.each(['/nothing', '/nothing.html', '/..%2fserver.ts', '/js/nothing.js'])('has no %s', async path => {
    expect((await (await openShop()).get(path)).status).toBe(404);
  });

  it('sends a visitor of localhost to the origin that the proxy knows', async () => {
    const shop = await openShop();
    const answer = await fetch(`http://localhost:${shop.port}/form.html?x=1`, { redirect: 'manual' }).catch(() => null);
    // Where localhost is ::1 only, there is nobody to answer.
    if (answer) expect(answer.headers.get('location')).toBe(`${shop.url}/form.html?x=1`);
  });

  it('leaves alone what it has no value for', () => {
    expect(fill('{{a}} {{b}}', { a: '1' })).toBe('1 {{b}}');
  });
});

describe('form.html', () => {
  const html = textOf('form.html');
  const forms = html.split('<form').slice(1);
  const config = JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/config/frontpad.json'), 'utf8'));
  const names = (form: string) =>
    ['input', 'select', 'textarea'].flatMap(tag => tags(form, tag)).map(tag => attribute(tag, 'name') ?? '');

  it('has no script at all', () => {
    expect(html).not.toContain('<script');
  });

  it.each(forms.map((form, index) => [index, form] as const))(
    'posts form %i to the proxy, with a trap for robots',
    (_, form) => {
      expect(form).toMatch(/^ [^>]*method="post"[^>]*action="\{\{proxy\}\}\/v1\/orders"/);
      expect(names(form)).toContain('website');
    },
  );

  // What the proxy's reader of forms does not know, it drops: all that is sent must come out again.
  it.each(forms.map((form, index) => [index, form] as const))(
    'has names in form %i that all reach the order',
    (_, form) => {
      const sent = names(form).filter(name => name !== 'website' && name !== 'return_url');
      const number = (name: string) => /quantity|persons/.test(name);
      const order = typed(
        treeOf(
          sent.map(name => [name, number(name) ? '2' : 'yes']),
          config.forms.fieldNames,
        ),
        'Europe/Moscow',
      );
      const parsed = OrderRequest.parse(order);
      expect(leaves(parsed)).toBe(new Set(sent).size);
    },
  );

  it('returns to a page that the proxy allows', () => {
    expect(attribute(html.split('name="return_url"')[1] ?? '', 'value')).toBe('{{shop}}/thanks.html');
    expect(config.forms.returnUrls[0]).toMatch(/\/thanks\.html$/);
  });
});

const leaves = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, inner) => sum + leaves(inner), 0)
    : 1;
