import '../../widgets/availability/availability.ts';
import type { CrmAvailability } from '../../widgets/availability/availability.ts';
import type { CrmLineAddEvent } from '../../widgets/core/events.ts';
import { FakeProxy, item, problem, rub, stock } from './fake.ts';
import { equal, find, get, mount, ok, reads, said, textOf, type, unmountAll, until, violations } from './kit.ts';

describe('<crm-availability> behaves', () => {
  let proxy: FakeProxy;
  beforeEach(() => {
    proxy = new FakeProxy();
  });
  afterEach(() => {
    unmountAll();
    proxy.restore();
  });

  const list = () => mount<CrmAvailability>('<crm-availability endpoint="/mock"></crm-availability>');

  it('tells price, old price, state in words, quantity, stores and how old it is', async () => {
    const stores = [
      { name: 'Centre', state: 'low' as const, quantity: 2 },
      { name: 'Harbour', state: 'out' as const, quantity: 0 },
    ];
    const threeHoursAgo = new Date(Date.now() - 3 * 3_600_000).toISOString();
    proxy.on(
      'availability',
      stock([item({ oldPrice: rub(69000), state: 'low', quantity: 2, stores })], { asOf: threeHoursAgo }),
    );
    const element = list();
    await reads(element, 'Few left');
    get<HTMLDetailsElement>(element, 'details').open = true;
    for (const text of ['Pizza', '₽590', '₽690', '2 left', 'In 1 store', 'Centre', 'Harbour', 'Updated 3 hours ago']) {
      ok(textOf(element).includes(text), `"${text}" in "${textOf(element)}"`);
    }
  });

  it('leaves the stores out where none has it', async () => {
    const stores = [{ name: 'Harbour', state: 'out' as const, quantity: 0 }];
    proxy.on('availability', stock([item({ state: 'out', quantity: 0, stores })]));
    const element = list();
    await reads(element, 'Out of stock');
    equal(find(element, 'details'), null, 'a list of stores');
  });

  it('searches once typing rests', async () => {
    proxy.on('availability', stock([item()]));
    const element = list();
    await reads(element, 'Pizza');
    proxy.on('availability', stock([item({ name: 'Soup' })]));
    for (const text of ['s', 'so', 'sou']) type(element, text);
    await reads(element, 'Soup');
    equal(
      proxy.to('availability').map(({ url }) => url.searchParams.get('q')),
      [null, 'sou'],
      'searches',
    );
    equal(said(element), '1 product');
  });

  it('says what it did not find', async () => {
    proxy.on('availability', stock([item()]));
    const element = list();
    await reads(element, 'Pizza');
    proxy.on('availability', stock([]));
    type(element, 'zebra');
    await reads(element, 'Nothing found for “zebra”');
  });

  it('goes on where the page ended, and keeps what is there when that fails', async () => {
    proxy.on('availability', stock([item()], { next: 'page-2' }));
    const element = list();
    await until(() => find(element, '.more'), 'more to show');
    proxy.on('availability', problem(500, 'failed'));
    get(element, '.more').click();
    await until(() => find(element, '.alert'), 'the alert');
    ok(textOf(element).includes('Pizza'), 'the first page');
    proxy.on('availability', stock([item({ sku: 'B', name: 'Soup' })]));
    get(element, '.alert button').click();
    await reads(element, 'Soup');
    equal(proxy.to('availability').at(-1)?.url.searchParams.get('cursor'), 'page-2');
    equal(find(element, '.more'), null, 'more after the last page');
    await until(() => element.shadowRoot?.activeElement?.textContent === 'Soup', 'the focus on the first new one');
  });

  it('can go on after it was taken out while a page was on its way', async () => {
    proxy.on('availability', stock([item()], { next: 'page-2' }));
    const element = list();
    await until(() => find(element, '.more'), 'more to show');
    proxy.on('availability', 'never');
    get(element, '.more').click();
    await until(() => proxy.to('availability').length === 2, 'the question');
    element.remove();
    mount('<p></p>').append(element);
    proxy.on('availability', stock([item({ sku: 'B', name: 'Soup' })]));
    await element.updateComplete;
    get(element, '.more').click();
    await reads(element, 'Soup');
  });

  it('goes on by itself when more was asked for too often', async () => {
    proxy.on('availability', stock([item()], { next: 'page-2' }));
    const element = list();
    await until(() => find(element, '.more'), 'the button');
    proxy.on('availability', problem(429, 'limited', { retryAfter: 1 }));
    get(element, '.more').click();
    await reads(element, 'Too many tries');
    proxy.on('availability', stock([item({ sku: 'A2', name: 'Soup' })]));
    await reads(element, 'Soup');
  });

  it('adds to the order where there is a checkout', async () => {
    mount('<crm-checkout></crm-checkout>');
    proxy.on('availability', stock([item(), item({ sku: 'GONE', state: 'out' })]));
    const element = list();
    await until(() => find(element, '[part~=add]'), 'the button');
    equal(element.shadowRoot?.querySelectorAll('[part~=add]').length, 1, 'buttons: none for what is out');
    const heard: CrmLineAddEvent[] = [];
    document.addEventListener('crm-line-add', event => heard.push(event), { once: true });
    get(element, '[part~=add]').click();
    const [event] = heard;
    equal([event?.sku, event?.quantity, event?.name, event?.cancelable], ['A1', 1, 'Pizza', true]);
    await until(() => said(element) === 'Added: Pizza', 'a word about it');
  });

  it('offers nothing to add to where there is no checkout', async () => {
    proxy.on('availability', stock([item()]));
    const element = list();
    await reads(element, 'Pizza');
    equal(find(element, '[part~=add]'), null);
  });

  it('makes one request for fifty badges, each sku in it once', async () => {
    const skus = Array.from({ length: 50 }, (_, index) => `S${index % 40}`);
    proxy.on('availability', stock(skus.map(sku => item({ sku }))));
    const badges = mount(
      `<p>${skus.map(sku => `<crm-availability sku="${sku}" endpoint="/mock"></crm-availability>`).join('')}</p>`,
    );
    const last = badges.lastElementChild;
    ok(last, 'a badge');
    await reads(last, 'In stock');
    equal(proxy.to('availability').length, 1, 'requests');
    equal(proxy.to('availability')[0]?.url.searchParams.getAll('sku').length, 40, 'skus');
    equal(await violations(last), [], 'axe in a badge');
  });

  it('asks for no more than a hundred at a time', async () => {
    const skus = Array.from({ length: 130 }, (_, index) => `S${index}`);
    proxy.on('availability', stock(skus.map(sku => item({ sku }))));
    const badges = mount(
      `<p>${skus.map(sku => `<crm-availability sku="${sku}" endpoint="/mock"></crm-availability>`).join('')}</p>`,
    );
    await reads(badges.lastElementChild ?? badges, 'In stock');
    equal(
      proxy.to('availability').map(({ url }) => url.searchParams.getAll('sku').length),
      [100, 30],
    );
  });

  it('shows a badge quietly when it cannot know', async () => {
    proxy.on('availability', 'down');
    const badge = mount('<crm-availability sku="X" endpoint="/mock"></crm-availability>');
    await reads(badge, 'Ask the shop');
    proxy.on('availability', stock([item({ sku: 'Y', state: 'out' })]));
    badge.setAttribute('sku', 'Y');
    await reads(badge, 'Out of stock');
  });
});
