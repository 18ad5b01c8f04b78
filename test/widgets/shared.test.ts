import '../../widgets/order-status/order-status.ts';
import '../../widgets/certificate/certificate.ts';
import '../../widgets/availability/availability.ts';
import type { CrmElement } from '../../widgets/core/element.ts';
import { type Answer, certificate, FakeProxy, found, item, order, problem, rub, stock } from './fake.ts';
import { equal, find, get, mount, ok, submit, textOf, unmountAll, until, violations } from './kit.ts';

interface Case {
  readonly tag: 'crm-order-status' | 'crm-certificate' | 'crm-availability';
  readonly path: string;
  /** What the visitor types; null: the widget asks by itself. */
  readonly typed: string | null;
  readonly states: Readonly<Record<string, Answer>>;
  /** What is in the shadow root once the state is on show. */
  readonly shows: Readonly<Record<string, string>>;
  readonly titles: { readonly en: string; readonly ru: string };
}

const failures = {
  limited: problem(429, 'limited', { retryAfter: 45 }),
  failed: problem(500, 'failed'),
  network: 'down',
} as const;
const alerts = { limited: '.alert', failed: '.alert', network: '.alert' };

const cases: readonly Case[] = [
  {
    tag: 'crm-order-status',
    path: 'order-status',
    typed: '+7 916 123-45-67',
    titles: { en: 'Where is my order?', ru: 'Где мой заказ?' },
    states: {
      checking: 'never',
      found: found(order({ total: rub(129000), tracking: { number: 'RB1', url: 'https://post.example/RB1' } })),
      many: found(
        order(),
        order({ number: '2', stage: 'cancelled' }),
        order({ number: '3', stage: 'returned' }),
        order({ number: '4', stage: null }),
      ),
      empty: found(),
      ...failures,
    },
    shows: { checking: '.spinner', found: '.steps', many: '.cancelled', empty: '.alert', ...alerts },
  },
  {
    tag: 'crm-certificate',
    path: 'certificate',
    typed: 'GIFT-1234',
    titles: { en: 'Check a gift certificate', ru: 'Проверить сертификат' },
    states: {
      checking: 'never',
      valid: certificate(),
      used: certificate({ state: 'used' }),
      expired: certificate({ state: 'expired' }),
      unknown: certificate({ state: 'unknown', kind: 'product', product: { sku: null, name: 'Coffee' } }),
      missing: problem(404, 'not-found'),
      ...failures,
    },
    shows: {
      checking: '.spinner',
      valid: '.good',
      used: '.bad',
      expired: '.bad',
      unknown: '.warn',
      missing: '.alert',
      ...alerts,
    },
  },
  {
    tag: 'crm-availability',
    path: 'availability',
    typed: null,
    titles: { en: 'In stock', ru: 'В наличии' },
    states: {
      loading: 'never',
      listed: stock(
        [
          item({ url: 'https://shop.example/1', oldPrice: rub(69000) }),
          item({ sku: 'A2', state: 'low', quantity: 2, stores: [{ name: 'Centre', state: 'low', quantity: 2 }] }),
          item({ sku: 'A3', state: 'out' }),
          item({ sku: 'A4', name: null, price: null, state: 'unknown' }),
        ],
        { next: 'more', asOf: '2026-01-01T00:00:00Z' },
      ),
      empty: stock([]),
      ...failures,
    },
    shows: { loading: '.bone', listed: '.more', empty: '.muted', ...alerts },
  },
];

for (const { tag, path, typed, states, shows, titles } of cases) {
  describe(`<${tag}>`, () => {
    let proxy: FakeProxy;
    beforeEach(() => {
      proxy = new FakeProxy();
    });
    afterEach(() => {
      unmountAll();
      proxy.restore();
    });

    const show = async (state: string, attributes = ''): Promise<CrmElement> => {
      proxy.on(path, states[state] ?? 'never');
      const element = mount(`<${tag} endpoint="/mock" ${attributes}></${tag}>`);
      await element.updateComplete;
      if (typed) await submit(element, typed);
      await until(() => find(element, shows[state] ?? '.card'), `the state ${state}`);
      return element;
    };

    for (const theme of ['light', 'dark']) {
      it(`has nothing for axe to complain of, ${theme}`, async () => {
        // The page's own ground, as a dark site has it: text in a badge stands on it.
        for (const state of Object.keys(states)) {
          const element = await show(state, `theme="${theme}"`);
          for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
          equal(await violations(element), [], `axe in ${state}`);
          equal(element.shadowRoot?.querySelectorAll('[style], style').length, 0, `style attributes in ${state}`);
          unmountAll();
        }
      });
    }

    it('speaks English and Russian, and follows the page when it changes', async () => {
      proxy.on(path, 'never');
      document.documentElement.lang = 'en';
      const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
      await element.updateComplete;
      ok(textOf(element).includes(titles.en), 'English');
      document.documentElement.lang = 'ru';
      await until(() => textOf(element).includes(titles.ru), 'Russian after the page');
      element.lang = 'en-GB';
      await until(() => textOf(element).includes(titles.en), 'English by its own attribute');
    });

    it('can be taken out and put back', async () => {
      const element = await show(Object.keys(states)[1] ?? '');
      const before = textOf(element);
      element.remove();
      mount('<p></p>').append(element);
      await element.updateComplete;
      equal(textOf(element), before, 'text after coming back');
    });

    it('goes on with a question that was interrupted', async () => {
      proxy.on(path, 'never');
      const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
      await element.updateComplete;
      if (typed) await submit(element, typed);
      await until(() => proxy.to(path).length === 1, 'the question');
      element.remove();
      const state = Object.keys(states)[1] ?? '';
      proxy.on(path, states[state] ?? 'never');
      mount('<p></p>').append(element);
      await until(() => find(element, shows[state] ?? ''), 'the answer');
    });

    it('looks the same on a page that hates it', async () => {
      const look = (element: CrmElement) => {
        const { color, fontSize, letterSpacing, textTransform, lineHeight } = getComputedStyle(get(element, 'h2'));
        return {
          color,
          fontSize,
          letterSpacing,
          textTransform,
          lineHeight,
          height: get(element, '.card').offsetHeight,
        };
      };
      proxy.on(path, 'never');
      const calm = mount(`<${tag} endpoint="/mock"></${tag}>`);
      await calm.updateComplete;
      const wanted = look(calm);
      const hostile = new CSSStyleSheet();
      hostile.replaceSync(
        'html{font-size:62.5%} *{color:red!important;letter-spacing:9px!important;text-transform:uppercase!important;line-height:3!important;text-indent:3em!important}',
      );
      document.adoptedStyleSheets = [hostile];
      try {
        const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
        await element.updateComplete;
        equal(look(element), wanted, 'look');
      } finally {
        document.adoptedStyleSheets = [];
      }
    });

    it('keeps its place: what follows it does not move when it is drawn', async () => {
      proxy.on(path, 'never');
      const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
      const reserved = Number.parseFloat(getComputedStyle(element).minBlockSize);
      await element.updateComplete;
      ok(element.offsetHeight <= reserved + 1, `${element.offsetHeight} px within the ${reserved} px it reserves`);
    });

    it('fits a narrow place', async () => {
      for (const state of Object.keys(states)) {
        const element = await show(state);
        element.style.setProperty('inline-size', '288px');
        for (const inner of element.shadowRoot?.querySelectorAll<HTMLElement>('.card, .card > *') ?? []) {
          ok(inner.scrollWidth <= inner.clientWidth, `${inner.localName}.${inner.className} inside 288 px in ${state}`);
        }
        const card = get(element, '.card').getBoundingClientRect();
        for (const child of get(element, '.card').children) {
          ok(
            child.getBoundingClientRect().right <= card.right - 16,
            `${child.className} within the padding in ${state}`,
          );
        }
        unmountAll();
      }
    });

    it('prints without what one can only press', async () => {
      const state = Object.keys(states)[1] ?? '';
      const element = await show(state);
      const rules = (element.shadowRoot?.adoptedStyleSheets ?? []).flatMap(sheet => [...sheet.cssRules]);
      const print = rules
        .filter(rule => rule instanceof CSSMediaRule)
        .filter(({ media }) => media.mediaText === 'print');
      for (const { media } of print) media.mediaText = 'screen';
      const shown = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].filter(
        button => button.offsetHeight > 0,
      );
      const height = get(element, '.card').offsetHeight;
      for (const { media } of print) media.mediaText = 'print';
      equal(shown.length, 0, 'buttons on paper');
      ok(print.length > 0 && height > 0, 'the card on paper');
    });

    it('stores nothing and asks for nothing before a visitor acts', async () => {
      sessionStorage.clear();
      localStorage.clear();
      proxy.on(path, 'never');
      await mount(`<${tag} endpoint="/mock"></${tag}>`).updateComplete;
      equal([sessionStorage.length, localStorage.length, document.cookie], [0, 0, ''], 'storage');
      if (typed) equal(proxy.seen.length, 0, 'requests');
    });

    it('is big enough for a thumb and does not make iOS zoom', async () => {
      proxy.on(path, 'never');
      const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
      await element.updateComplete;
      for (const control of element.shadowRoot?.querySelectorAll<HTMLElement>('input, button') ?? []) {
        ok(control.offsetHeight >= 44, `44 px or more, not ${control.offsetHeight}`);
      }
      ok(Number.parseFloat(getComputedStyle(get(element, 'input')).fontSize) >= 16, '16 px in the field');
    });

    it('has its live region from the first drawing, and one only', async () => {
      proxy.on(path, 'never');
      const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
      await element.updateComplete;
      equal(element.shadowRoot?.querySelectorAll('[role=status]').length, 1, 'live regions');
    });

    it('comes back from a limit by itself', async () => {
      proxy.on(path, problem(429, 'limited', { retryAfter: 1 }));
      const element = mount(`<${tag} endpoint="/mock"></${tag}>`);
      await element.updateComplete;
      if (typed) await submit(element, typed);
      await until(() => find(element, '.alert'), 'the alert');
      proxy.on(path, states[Object.keys(states)[1] ?? ''] ?? 'never');
      await until(() => !find(element, '.alert'), 'the end of the wait');
      equal(find(element, 'button.primary')?.getAttribute('aria-disabled') ?? 'false', 'false', 'the button');
    });

    it('hides its fallback once it is there, and keeps it in the page', async () => {
      proxy.on(path, 'never');
      const element = mount(`<${tag} endpoint="/mock"><a href="/contact">Call us</a></${tag}>`);
      await element.updateComplete;
      equal(element.querySelector('a')?.offsetHeight, 0, 'height of the fallback');
    });
  });
}
