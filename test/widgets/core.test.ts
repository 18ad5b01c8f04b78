import { ApiProblem, createApi } from '../../widgets/core/api.ts';
import { formatDay, formatDistance, formatMoment } from '../../widgets/core/dates.ts';
import { define } from '../../widgets/core/define.ts';
import { endpointOf } from '../../widgets/core/endpoint.ts';
import { formatMoney } from '../../widgets/core/money.ts';
import { safeUrl } from '../../widgets/core/page.ts';
import { examplePhone, formatPhone, readPhone } from '../../widgets/core/phone.ts';
import { safeStorage } from '../../widgets/core/storage.ts';
import { defineStrings, languageOf, setStrings } from '../../widgets/core/strings.ts';
import { type Answer, FakeProxy } from './fake.ts';
import { equal, mount, ok, unmountAll } from './kit.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('phones', () => {
  const understood: readonly (readonly [string, string | undefined, string])[] = [
    ['8 916 123 45 67', undefined, '+7 916 123-45-67'],
    ['+79161234567', undefined, '+7 916 123-45-67'],
    ['7(916)123-45-67', undefined, '+7 916 123-45-67'],
    ['9161234567', 'RU', '+7 916 123-45-67'],
    ['8 771 123 45 67', 'KZ', '+7 771 123-45-67'],
    ['+380501234567', undefined, '+380 50 123-45-67'],
    ['050 123 45 67', 'UA', '+380 50 123-45-67'],
    ['8 029 123-45-67', undefined, '+375 29 123-45-67'],
    ['998901234567', undefined, '+998 90 123-45-67'],
    ['069 123 456', 'MD', '+373 69 123-456'],
    ['0721 234 567', 'RO', '+40 721 234-567'],
    ['06 30 123 4567', 'HU', '+36 30 123-4567'],
    ['00 380 50 123 45 67', undefined, '+380 50 123-45-67'],
  ];
  for (const [text, country, pretty] of understood) {
    it(`understands ${text} (${country ?? 'no country'})`, () => equal(readPhone(text, country)?.pretty, pretty));
  }

  it('never changes a number with a code it does not know', () => {
    equal(formatPhone('+49 30 901820'), '+49 30 901820');
    equal(formatPhone('+380 50 123'), '+380 50 123');
  });

  it('has an example for each country it knows, as a visitor there would write it', () => {
    equal(examplePhone('RU'), '+7 916 123-45-67');
    equal(examplePhone('UA'), '+380 67 123-45-67');
    equal(examplePhone('RO'), '+40 712 123-456');
    equal(examplePhone('DE'), null);
    for (const country of ['KZ', 'BY', 'UZ', 'KG', 'TJ', 'AM', 'AZ', 'GE', 'MD', 'HU', 'PL', 'US'])
      equal(readPhone(examplePhone(country) ?? '', country)?.pretty, examplePhone(country), country);
  });

  it('does not take order numbers for phones', () => {
    for (const text of ['K7-4821', '1042', '12345', '', '+', '2026-11-21/4']) equal(readPhone(text), null, text);
  });
});

describe('money and dates', () => {
  it('knows how many digits a currency has', () => {
    equal(plain(formatMoney({ amount: 129000, currency: 'RUB' }, 'ru')), '1 290 ₽');
    equal(plain(formatMoney({ amount: 129050, currency: 'RUB' }, 'ru')), '1 290,50 ₽');
    equal(plain(formatMoney({ amount: 500, currency: 'JPY' }, 'en')), '¥500');
    equal(plain(formatMoney({ amount: 1500, currency: 'KWD' }, 'en')), 'KWD 1.500');
    equal(plain(formatMoney({ amount: 4200, currency: 'RON' }, 'ru')), '42 RON', 'no bare letter');
  });

  it('does not move a bare day into another one', () => {
    equal(formatDay('2025-11-21', 'en-GB', new Date('2026-01-01')), '21 November 2025');
    equal(formatMoment('2025-11-21', 'ru', new Date('2025-12-01')), '21 ноября');
    equal(formatDay('soon', 'en'), 'soon');
  });

  it('tells how long it takes in the grammar of the language', () => {
    equal(formatDistance(1000, 'ru'), 'через 1 секунду');
    equal(formatDistance(44_100, 'en'), 'in 45 seconds');
    equal(formatDistance(-3 * 3_600_000 - 5, 'en'), '3 hours ago');
  });
});

describe('texts', () => {
  afterEach(unmountAll);
  const words = defineStrings('test', {
    hello: ['Hello {name}', 'Привет, {name}'],
    n: [
      { one: '{count} order', other: '{count} orders' },
      { one: '{count} заказ', few: '{count} заказа', many: '{count} заказов', other: '{count} заказа' },
    ],
  });

  it('fills in values and picks plurals', () => {
    equal(words('ru')('hello', { name: '$& {x}' }), 'Привет, $& {x}');
    equal(
      [1, 3, 5].map(count => words('ru')('n', { count })),
      ['1 заказ', '3 заказа', '5 заказов'],
    );
  });

  it('can be replaced, and extended by a language we do not have', () => {
    const element = mount('<p lang="uk"><b></b></p>');
    equal(languageOf(element).slice(0, 2) === 'uk', false, 'Ukrainian known beforehand');
    setStrings('uk', { 'test.hello': 'Вітаю, {name}' });
    equal(languageOf(element), 'uk');
    equal(words('uk')('hello', { name: 'Олю' }), 'Вітаю, Олю');
    equal(words('uk')('n', { count: 1 }), '1 order', 'what is missing');
  });

  it('survives a language tag that is none', () => {
    equal(typeof languageOf(mount('<p lang="ru_RU"></p>')), 'string');
    equal(languageOf(mount('<p lang="ru_RU"></p>')), 'ru-RU');
    equal(typeof languageOf(mount('<p lang="x y!"></p>')), 'string');
  });
});

describe('the client of the proxy', () => {
  let proxy: FakeProxy;
  beforeEach(() => {
    proxy = new FakeProxy();
  });
  afterEach(() => proxy.restore());

  const failing = async (answer: Answer, timeoutMs?: number): Promise<ApiProblem> => {
    proxy.on('x', answer);
    const error = await createApi('/', 'en')
      .get('v1/x', timeoutMs === undefined ? {} : { timeoutMs })
      .catch((error: unknown) => error);
    ok(error instanceof ApiProblem, `a problem, not ${error}`);
    return error;
  };

  it('reads problems', async () => {
    const errors = [{ pointer: '#/phone', detail: 'Too short' }];
    const body = {
      type: 'https://x.example/problems/total-changed',
      title: 'T',
      status: 409,
      errors,
      orderId: 'o',
      quote: { a: 1 },
    };
    const { type, title, status, orderId, quote, errors: told } = await failing({ status: 409, body });
    equal(
      { type, title, status, orderId, quote, told },
      { type: 'total-changed', title: 'T', status: 409, orderId: 'o', quote: { a: 1 }, told: errors },
    );
  });

  it('reads how long to wait, wherever it is said', async () => {
    const wait = async (headers: Record<string, string>, body: object = {}) =>
      (await failing({ status: 429, body, headers })).retryAfterMs;
    equal(await wait({ 'Retry-After': '7' }, { retryAfter: 99 }), 7000, 'Retry-After');
    ok(((await wait({ 'Retry-After': new Date(Date.now() + 60_000).toUTCString() })) ?? 0) > 50_000, 'a date');
    equal(await wait({}, { retryAfter: 9 }), 9000, 'body');
    equal(await wait({}), null, 'nothing');
  });

  it('tells nobody answered from a bad answer', async () => {
    equal((await failing('down')).type, 'network');
    equal((await failing('never', 1)).type, 'timeout');
    equal((await failing({ status: 502, body: null })).type, 'http-502');
  });

  it('speaks the language of its widget', async () => {
    proxy.on('x', { body: {} });
    await createApi('/', 'ru').post('v1/x', { a: 1 }, { headers: { 'Idempotency-Key': 'k' } });
    const [seen] = proxy.seen;
    equal(
      [seen?.method, seen?.body, seen?.headers.get('accept-language'), seen?.headers.get('idempotency-key')],
      ['POST', { a: 1 }, 'ru', 'k'],
    );
  });
});

describe('small things', () => {
  it('has an address with a slash, from the attribute, the page, or the script', () => {
    equal(endpointOf('https://crm.example/api'), 'https://crm.example/api/');
    equal(endpointOf('/mock/found'), `${location.origin}/mock/found/`);
    const meta = document.createElement('meta');
    Object.assign(meta, { name: 'crm-endpoint', content: 'https://meta.example' });
    document.head.append(meta);
    equal(endpointOf(null), 'https://meta.example/');
    meta.remove();
    equal(endpointOf(''), `${location.origin}/widgets/`, 'the folder above the core');
  });

  it('keeps values where storage throws', () => {
    const real = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      safeStorage.set('k', 'v');
      equal(safeStorage.get('k'), 'v');
      safeStorage.remove('k');
      equal(safeStorage.get('k'), null);
    } finally {
      if (real) Object.defineProperty(window, 'sessionStorage', real);
    }
  });

  it('links to the web only', () => {
    equal(safeUrl('javascript:alert(1)'), null);
    equal(safeUrl('data:text/html,x'), null);
    equal(safeUrl('https://post.example/1'), 'https://post.example/1');
  });

  it('lets the first definition of a tag stand, and warns of another version once', () => {
    const { console } = window;
    const { warn } = console;
    let warnings = 0;
    console.warn = () => warnings++;
    try {
      const make = (version: string) =>
        class extends HTMLElement {
          static readonly version = version;
        };
      const first = make('1');
      define('crm-test-tag', first);
      define('crm-test-tag', make('1'));
      equal(warnings, 0, 'warnings for the same version');
      define('crm-test-tag', make('2'));
      define('crm-test-tag', make('2'));
      equal(warnings, 1, 'warnings');
      equal(customElements.get('crm-test-tag') === first, true);
    } finally {
      console.warn = warn;
    }
  });
});
