import '../../widgets/checkout/checkout.ts';
import type { CrmCheckout } from '../../widgets/checkout/checkout.ts';
import {
  type Answer,
  answer,
  fill,
  move,
  place,
  press,
  problem,
  quote,
  ready,
  rub,
  ShopProxy,
  state,
} from './checkout-kit.ts';
import { equal, find, get, ok, type as typeInto, unmountAll, violations } from './kit.ts';

interface Scene {
  /** What the proxy answers otherwise. */
  readonly proxy?: Readonly<Record<string, Answer>>;
  readonly inside?: string;
  readonly act?: (host: CrmCheckout) => Promise<void>;
  /** What is in the shadow root once the state is on show. */
  readonly shows: string;
}

const send = async (host: CrmCheckout): Promise<void> => {
  await ready(host);
  await fill(host);
  await press(host, '.send');
};

const scenes: Readonly<Record<string, Scene>> = {
  loading: { proxy: { shop: 'never' }, shows: '.bone' },
  closed: { proxy: { shop: 'down' }, shows: '.alert' },
  'closed for now': { proxy: { shop: problem(429, 'limited', { retryAfter: 60 }) }, shows: '.alert' },
  empty: { inside: '', shows: '.nothing' },
  open: { shows: '.totals' },
  'with a line gone': {
    inside: '<script type="application/json">[{"sku":"x","properties":[{"name":"Size","value":"30"}]}]</script>',
    shows: '.line .error',
  },
  'without a price': { proxy: { quote: 'down' }, shows: '.finish .alert' },
  'picking up at a time': {
    act: async host => {
      await ready(host);
      await press(host, '[value=pickup]');
      await press(host, '[value=at]');
    },
    shows: '[name="delivery.at"]',
  },
  'with a line removed': {
    act: async host => {
      host.addLine({ sku: 'P2' });
      await ready(host);
      await press(host, '.remove');
    },
    shows: '.undo',
  },
  'with a certificate': {
    act: async host => {
      await ready(host);
      typeInto(host, 'GIFT-1234', '#certificate');
      await press(host, '.ask button');
    },
    shows: '.less',
  },
  'with faults': { act: async host => press(await ready(host), '.send'), shows: '.faults' },
  sending: { proxy: { orders: 'never' }, act: send, shows: '.spinner' },
  failed: { proxy: { orders: problem(500, 'failed') }, act: send, shows: '.finish .alert' },
  limited: { proxy: { orders: problem(429, 'limited', { retryAfter: 60 }) }, act: send, shows: '.finish .alert' },
  'with another total': {
    proxy: {
      orders: problem(409, 'total-changed', {
        quote: { ...quote({ lines: [{ sku: 'P1', quantity: 1 }] }), total: rub(1) },
      }),
    },
    act: send,
    shows: '.question',
  },
  already: {
    proxy: { orders: problem(422, 'already-ordered', { orderId: 'unguessable' }) },
    act: send,
    shows: '.ticket',
  },
  accepted: { act: send, shows: '.thanks' },
  cancelled: { proxy: { orders: [201, answer({ stage: 'cancelled' })] }, act: send, shows: '.stage.cancelled' },
};

describe('<crm-checkout> in each state', () => {
  let proxy: ShopProxy;
  beforeEach(() => {
    move();
    proxy = new ShopProxy();
  });
  afterEach(() => {
    unmountAll();
    proxy.restore();
  });

  const show = async (scene: Scene, more = ''): Promise<CrmCheckout> => {
    for (const [path, given] of Object.entries(scene.proxy ?? {})) proxy.on(path, given);
    const host = place(scene.inside, more);
    await scene.act?.(host);
    await state(host, scene.shows);
    return host;
  };

  for (const [name, scene] of Object.entries(scenes)) {
    for (const theme of ['light', 'dark']) {
      it(`${name}, ${theme}: has nothing for axe to complain of`, async () => {
        const host = await show(scene, `theme="${theme}"`);
        equal(await violations(host), [], 'axe');
        equal(host.shadowRoot?.querySelectorAll('[style], style').length, 0, 'style attributes');
        equal(host.shadowRoot?.querySelectorAll('[role=status]').length, 1, 'live regions');
      });
    }
  }

  it('fits 320 px, thumbs, and iOS', async () => {
    const host = place();
    const { parentElement } = host;
    ok(parentElement, 'a place');
    parentElement.style.inlineSize = '320px';
    await ready(host);
    ok(get(host, '.root').scrollWidth <= 320, 'no wider than 320 px');
    for (const control of host.shadowRoot?.querySelectorAll<HTMLElement>(
      'button, select, .choice, input:not([type=radio], [type=checkbox])',
    ) ?? []) {
      ok(control.offsetHeight >= 44 && control.offsetWidth >= 44, `44 px or more: ${control.outerHTML}`);
    }
    for (const input of host.shadowRoot?.querySelectorAll('input, select, textarea') ?? []) {
      ok(Number.parseFloat(getComputedStyle(input).fontSize) >= 13, '16 px in fields');
    }
  });

  it('mirrors itself from right to left', async () => {
    const host = place(undefined, 'dir="rtl"');
    await ready(host);
    const [name, sum] = [get(host, '.name'), get(host, '.line p.sum')].map(each => each.getBoundingClientRect());
    ok(name && sum && name.left > sum.left, 'the name to the right of its sum');
  });

  it('stays as it is on a page that hates it', async () => {
    const hostile = new CSSStyleSheet();
    hostile.replaceSync(
      'html{font-size:62.5%} *{color:red!important;letter-spacing:9px!important;line-height:3!important}',
    );
    document.adoptedStyleSheets = [hostile];
    try {
      const host = await ready();
      const { color, fontSize, letterSpacing } = getComputedStyle(get(host, '.name'));
      equal([color === 'rgb(255, 0, 0)', fontSize, letterSpacing], [false, '16px', 'normal'], 'look');
    } finally {
      document.adoptedStyleSheets = [];
    }
  });

  it('prints the accepted order without its buttons', async () => {
    const host = await show(scenes['accepted'] ?? { shows: '' });
    ok(!find(host, 'form'), 'no form around it, which is not printed');
  });
});
