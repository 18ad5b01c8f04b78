import '../../widgets/checkout/checkout.ts';
import type { CrmCheckout } from '../../widgets/checkout/checkout.ts';
import { pathOfName, readForm } from '../../widgets/checkout/takeover.ts';
import { move, place, press, problem, ShopProxy, state } from './checkout-kit.ts';
import { equal, find, get, mount, ok, reads, unmountAll, until, violations } from './kit.ts';

const form = `<form action="/v1/orders" method="post">
  <label>Name <input name="name" value="Anna"></label>
  <label for="tel">Phone</label> <input id="tel" name="customer[phone]" aria-describedby="tel-hint"><small id="tel-hint">Any way you like</small>
  <input type="hidden" name="sku" value="P1"><input type="hidden" name="token" value="secret">
  <button>Buy in one click</button>
</form>`;

describe('<crm-checkout> around a form of the page', () => {
  let proxy: ShopProxy;
  let host: CrmCheckout;
  let page: HTMLFormElement;
  beforeEach(async () => {
    move();
    proxy = new ShopProxy();
    host = place(form);
    page = host.querySelector('form') ?? document.createElement('form');
    // Before its script is there the form would post by itself, as it does without one.
    await until(() => find(host, 'slot[data-taken]'), 'the form to be taken over');
  });
  afterEach(() => {
    unmountAll();
    proxy.restore();
  });

  it('leaves the form as the page made it', () => {
    ok(page.offsetHeight > 0, 'the form is on show');
    ok(!find(host, 'input'), 'no fields of our own');
    equal(proxy.calls, [], 'requests');
    equal(sessionStorage.length, 0, 'entries in storage');
  });

  it('sends it as one order under one key, and shows what came of it', async () => {
    page.requestSubmit();
    page.requestSubmit();
    await reads(host, 'K7-4821');
    equal(page.offsetHeight, 0, 'height of the form');
    equal(proxy.orders.length, 1, 'orders');
    ok(proxy.orders[0]?.key, 'a key');
    equal(proxy.orders[0]?.order, { customer: { name: 'Anna' }, lines: [{ sku: 'P1' }], marketing: {} }, 'the order');
    await press(host, '.actions button');
    ok(page.offsetHeight > 0, 'the form is back for a new order');
  });

  it('writes faults beside the fields, in the page', async () => {
    proxy.on('orders', problem(422, 'invalid', { errors: [{ pointer: '#/customer/phone', detail: 'Give a phone.' }] }));
    page.requestSubmit();
    await reads(host, 'Phone: Give a phone.');
    const phone = page.querySelector<HTMLInputElement>('#tel');
    const note = page.querySelector('.crm-error');
    equal([note?.textContent, note?.previousElementSibling === phone], ['Give a phone.', true], 'the note');
    equal(phone?.getAttribute('aria-describedby'), `tel-hint ${note?.id}`, 'its description');
    equal(await violations(host), [], 'axe');
    get(host, '.faults a').click();
    equal(document.activeElement?.id, 'tel', 'the focus');
    proxy.on('orders', problem(500, 'failed'));
    page.requestSubmit();
    await state(host, '.alert.warn');
    ok(!page.querySelector('.crm-error') && phone?.getAttribute('aria-describedby') === 'tel-hint', 'the note is gone');
    proxy.on('orders', [201, { id: 'x', number: 'K7-1', stage: 'delivered', total: null, history: [], ticket: '' }]);
    await press(host, '.alert button');
    await reads(host, 'K7-1');
    equal(new Set(proxy.orders.map(({ key }) => key)).size, 1, 'keys');
  });

  it('reads names in brackets and short ones', () => {
    equal(
      ['lines[0][sku]', 'phone', 'customer[phone]', 'comment'].map(pathOfName),
      ['lines.0.sku', 'customer.phone', 'customer.phone', 'comment'],
      'paths',
    );
    const fields: readonly [string, string][] = [
      ['lines[0][sku]', 'P1'],
      ['lines[0][options][0][sku]', 'o1'],
      ['lines[1][sku]', 'P2'],
      ['lines[1][quantity]', '3'],
      ['delivery[address][street]', 'Main'],
      ['consent', 'on'],
      ['utm_source', 'mail'],
      ['csrf', 'x'],
      ['price', '1'],
    ];
    const page = mount<HTMLFormElement>(
      `<form>${fields.map(([name, value]) => `<input name="${name}" value="${value}">`).join('')}</form>`,
    );
    equal(
      readForm(page, null, { lines: [], marketing: { utm_medium: 'letter' }, certificate: 'GIFT' }),
      {
        customer: {},
        certificate: 'GIFT',
        lines: [
          { sku: 'P1', options: [{ sku: 'o1' }] },
          { sku: 'P2', quantity: 3 },
        ],
        delivery: { address: { street: 'Main' } },
        consent: true,
        marketing: { utm_medium: 'letter', utm_source: 'mail' },
      },
      'the order',
    );
  });
});
