import '../../widgets/checkout/checkout.ts';
import type { CrmCheckout } from '../../widgets/checkout/checkout.ts';
import { CrmCertificateApplyEvent, CrmLineAddEvent } from '../../widgets/core/events.ts';
import {
  answer,
  byName,
  cart,
  fill,
  held,
  move,
  place,
  press,
  priced,
  problem,
  quote,
  ready,
  rub,
  ShopProxy,
  shop,
  state,
} from './checkout-kit.ts';
import { FakeEventSource } from './fake.ts';
import { equal, find, get, ok, reads, said, textOf, type as typeInto, unmountAll, until } from './kit.ts';

describe('<crm-checkout>', () => {
  let proxy: ShopProxy;
  beforeEach(() => {
    move();
    proxy = new ShopProxy();
  });
  afterEach(() => {
    unmountAll();
    proxy.restore();
  });

  const send = (host: CrmCheckout) => press(host, '.send');
  const accepted = (host: CrmCheckout) => state(host, '.thanks', 'the accepted order');
  /** The page is loaded anew: what is in session storage is all that is left. */
  const reload = (): CrmCheckout => {
    unmountAll();
    return place();
  };

  describe('the cart', () => {
    it('comes from JSON, from the property, or line by line', async () => {
      equal((await ready()).cart, cart, 'the cart of the markup');
      const host = place('');
      host.cart = [{ sku: 'P2' }];
      await reads(await ready(host), 'Four cheeses');
      host.addLine({ sku: 'P1' });
      host.addLine({ sku: 'P1', quantity: 2 });
      equal(
        host.cart.map(({ sku, quantity }) => [sku, quantity]),
        [
          ['P2', 1],
          ['P1', 3],
        ],
        'the cart',
      );
    });

    it('keeps the visitor’s changes when the page gives the same cart again', async () => {
      const host = place('');
      host.cart = cart;
      await ready(host);
      await press(host, '.more');
      host.cart = [...cart];
      equal(host.cart[0]?.quantity, 3, 'quantity');
      host.cart = [{ sku: 'P2' }];
      equal(host.cart[0]?.sku, 'P2', 'another cart');
    });

    it('says that it is empty, and takes what other widgets add', async () => {
      const host = place('');
      await reads(host, 'Your cart is empty');
      document.dispatchEvent(new CrmLineAddEvent('P1', 2, 'Margherita'));
      await priced(host);
      await reads(host, '₽1,380');
    });

    it('leaves a line alone that the page puts into a cart of its own', async () => {
      const host = place('');
      await reads(host, 'Your cart is empty');
      const event = new CrmLineAddEvent('P1', 2, null);
      event.preventDefault();
      document.dispatchEvent(event);
      equal(host.cart.length, 0, 'lines');
    });

    it('changes a quantity with buttons that name the product, and says so', async () => {
      const host = await ready();
      equal(get(host, '.more').getAttribute('aria-label'), 'More of Margherita', 'label');
      await press(host, '.more');
      equal(said(host), 'Quantity of Margherita: 3', 'announcement');
      await until(() => textOf(host).includes('₽1,770'), 'the new price');
      await press(host, '.less');
      await press(host, '.less');
      await press(host, '.less');
      equal(host.cart[0]?.quantity, 1, 'the least there is');
    });

    it('takes a line out and puts it back where it was', async () => {
      const host = place('');
      host.cart = [{ sku: 'P1' }, { sku: 'P2' }];
      await ready(host);
      await press(host, '.remove');
      await reads(host, 'Margherita is removed');
      await until(() => host.shadowRoot?.activeElement === find(host, '.undo button'), 'the focus on undo');
      await press(host, '.undo button');
      equal(
        host.cart.map(({ sku }) => sku),
        ['P1', 'P2'],
        'the cart',
      );
      await press(host, '.remove');
      await press(host, '.remove');
      await reads(host, 'Your cart is empty');
      await press(host, '.undo button');
      equal(
        host.cart.map(({ sku }) => sku),
        ['P2'],
        'the last one back',
      );
    });

    it('tells of lines that are no longer sold, and leaves the sum to the shop', async () => {
      const host = place('');
      host.cart = [{ sku: 'gone', name: 'Old pie' }];
      await priced(host);
      await reads(host, 'This is no longer sold');
      await reads(host, 'Told by the shop');
    });
  });

  describe('the price', () => {
    it('is asked for once for changes that come close together', async () => {
      const host = await ready();
      for (let click = 0; click < 4; click++) await press(host, '.more');
      await reads(host, '₽3,740');
      equal(proxy.to('quote').length, 2, 'requests');
    });

    it('is the latest one, whatever order the answers come in', async () => {
      const host = await ready();
      const slow = held();
      proxy.on('quote', slow.answer);
      await press(host, '.more');
      await until(() => proxy.to('quote').length === 2, 'the slow request');
      proxy.on('quote', ({ body }) => [200, quote(body as Parameters<typeof quote>[0])]);
      await press(host, '.more');
      await reads(host, '₽2,560');
      slow.give([200, { ...quote({ lines: cart }), total: rub(100) }]);
      await press(host, '.more');
      await reads(host, '₽3,150');
    });

    it('follows the delivery', async () => {
      const host = await ready();
      await reads(host, 'Order for ₽1,380');
      await press(host, '[value=pickup]');
      await reads(host, 'Order for ₽1,180');
      await press(host, '[value=post]');
      await until(() => get(host, '.totals').textContent?.includes('Told by the shop'), 'a delivery told later');
    });

    it('can be asked for again when it failed, and the order can go without it', async () => {
      proxy.on('quote', 'down');
      const host = place();
      await reads(host, 'We could not count the total');
      await fill(host);
      await send(host);
      await accepted(host);
      equal(proxy.orders[0]?.order.expectedTotal, undefined, 'expectedTotal');
    });
  });

  describe('a certificate', () => {
    it('is applied with Enter, told masked, and removed', async () => {
      const host = await ready();
      typeInto(host, 'GIFT-1234', '#certificate');
      get(host, '#certificate').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      await reads(host, '•••• 1234');
      await reads(host, 'Order for ₽880');
      equal(proxy.orders.length, 0, 'orders');
      await press(host, '#certificate');
      await reads(host, 'Order for ₽1,380');
    });

    it('that is refused says why beside its field, and does not go with the order', async () => {
      const host = await ready();
      typeInto(host, 'WRONG', '#certificate');
      await press(host, '.ask button');
      await reads(host, 'There is no such certificate.');
      equal(get<HTMLInputElement>(host, '#certificate').value, 'WRONG', 'the field');
      await fill(host);
      await send(host);
      await accepted(host);
      equal(proxy.orders[0]?.order.certificate, undefined, 'certificate');
    });

    it('may come from anywhere on the page', async () => {
      const host = await ready();
      document.body.dispatchEvent(new CrmCertificateApplyEvent('GIFT-1234'));
      await reads(host, 'Order for ₽880');
    });
  });

  describe('the form', () => {
    it('asks what the chosen delivery needs', async () => {
      const host = await ready();
      ok(find(host, byName('delivery.address.street')), 'a street for the courier');
      await press(host, '[value=pickup]');
      ok(!find(host, byName('delivery.address.street')), 'no street for picking up');
      await reads(host, 'Harbour street, 5');
    });

    it('sends what is on show and no more, in the shape of the contract', async () => {
      history.replaceState(null, '', '?utm_source=mail&utm_campaign=autumn&other=1');
      const host = place(
        '<script type="application/json">[{"sku":"P1","options":[{"sku":"o1","name":"Cheese"}]}]</script>',
      );
      history.replaceState(null, '', location.pathname);
      await ready(host);
      await fill(host, { persons: '2', comment: 'Ring twice', 'fields.source': 'friend' });
      await press(host, '[value=pickup]');
      await press(host, '[value=station]');
      await press(host, '[value=card]');
      await press(host, '[value=at]');
      typeInto(host, '2099-12-01T18:30', byName('delivery.at'));
      await reads(host, 'Order for ₽590');
      await send(host);
      await accepted(host);
      equal(
        proxy.orders[0]?.order,
        {
          customer: { name: 'Anna', phone: '+7 916 123-45-67' },
          persons: 2,
          comment: 'Ring twice',
          fields: { source: 'friend' },
          delivery: { method: 'pickup', pickupPoint: 'station', at: '2099-12-01T18:30:00+03:00' },
          payment: { method: 'card' },
          consent: true,
          lines: [{ sku: 'P1', quantity: 1, options: [{ sku: 'o1', quantity: 1 }] }],
          marketing: { utm_source: 'mail', utm_campaign: 'autumn' },
          expectedTotal: rub(59000),
        },
        'the order',
      );
    });

    it('lets a phone be typed as one likes, and writes it well only when it is finished', async () => {
      const host = await ready();
      const input = get<HTMLInputElement>(host, byName('customer.phone'));
      input.value = '8916123';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await host.updateComplete;
      equal(input.value, '8916123', 'while typing');
      input.value = '89161234567';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await reads(host, '+7 916 123-45-67');
      equal(input.value, '89161234567', 'before leaving the field');
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await host.updateComplete;
      equal(input.value, '+7 916 123-45-67', 'after leaving it');
    });

    it('lists its faults with links to the fields, and sends nothing', async () => {
      const host = await ready();
      await send(host);
      await until(() => host.shadowRoot?.activeElement === find(host, '.faults h3'), 'the focus on the list');
      equal(proxy.orders.length, 0, 'orders');
      const phone = get<HTMLInputElement>(host, byName('customer.phone'));
      equal(phone.getAttribute('aria-describedby'), 'customer.phone-error', 'its description');
      get(host, '.faults [href="#customer.phone"]').click();
      await until(() => host.shadowRoot?.activeElement === phone, 'the focus on the phone');
      equal(location.hash, '', 'the hash of the page');
      typeInto(host, '89161234567', byName('customer.phone'));
      await host.updateComplete;
      ok(!find(host, '[id="customer.phone-error"]'), 'the fault is gone as soon as it is mended');
    });

    it('puts what the shop refuses beside its field, and the same key goes out again', async () => {
      proxy.on('orders', problem(422, 'invalid', { errors: [{ pointer: '#/customer/phone', detail: 'Too short.' }] }));
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'Phone: Too short.');
      equal(get(host, '[id="customer.phone-error"]').textContent, 'Too short.', 'the fault');
      proxy.on('orders', [201, answer()]);
      typeInto(host, '+7 916 123-45-68', byName('customer.phone'));
      await send(host);
      await accepted(host);
      const [first, second] = proxy.orders;
      ok(first?.key && first.key === second?.key, 'one key');
    });

    it('gives browsers what they need to fill it in', async () => {
      const host = await ready();
      const tokens = ['name', 'tel', 'email', 'shipping address-line1'];
      for (const token of tokens) ok(find(host, `[autocomplete="${token}"]`), `autocomplete ${token}`);
      for (const input of host.shadowRoot?.querySelectorAll<HTMLInputElement>('input:not([type=radio])') ?? []) {
        ok(input.labels?.length, `a label for ${input.name}`);
        ok(input.form === find(host, 'form'), `${input.name} in the one form`);
      }
    });

    it('can be stopped by the page', async () => {
      const host = await ready();
      await fill(host);
      host.addEventListener('crm-order-send', event => {
        equal(event.order.customer.name, 'Anna', 'what it carries');
        event.preventDefault();
      });
      await send(host);
      equal(proxy.orders.length, 0, 'orders');
    });
  });

  describe('one order', () => {
    it('is one order, however often the button is pressed', async () => {
      const slow = held();
      proxy.on('orders', slow.answer);
      const host = await ready();
      await fill(host);
      const button = get(host, '.send');
      button.click();
      button.click();
      await host.updateComplete;
      button.click();
      get<HTMLFormElement>(host, 'form').requestSubmit();
      slow.give([201, answer()]);
      await accepted(host);
      equal(proxy.orders.length, 1, 'orders');
    });

    it('keeps its key after a failure of the shop, of the network, and after a reload', async () => {
      const host = await ready();
      await fill(host);
      for (const trouble of [problem(500, 'failed'), 'down'] as const) {
        proxy.on('orders', trouble);
        await send(host);
        await reads(host, 'it stays one order');
      }
      const back = reload();
      await ready(back);
      equal(get<HTMLInputElement>(back, byName('customer.name')).value, 'Anna', 'the draft');
      proxy.on('orders', [201, answer()]);
      await send(back);
      await accepted(back);
      equal(new Set(proxy.orders.map(({ key }) => key)).size, 1, 'keys');
      equal(new Set(proxy.orders.map(({ order }) => JSON.stringify(order))).size, 1, 'bodies');
    });

    it('keeps nothing before the visitor does something', async () => {
      const host = place('');
      host.cart = cart;
      await ready(host);
      equal(sessionStorage.length, 0, 'entries before');
      typeInto(host, 'A', byName('customer.name'));
      equal(sessionStorage.length, 1, 'entries after');
    });

    it('asks whether another total is all right', async () => {
      proxy.on('orders', problem(409, 'total-changed', { quote: { ...quote({ lines: cart }), total: rub(150000) } }));
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'It was ₽1,380, now it is ₽1,500.');
      await press(host, '.question [type=button]');
      ok(!find(host, '.question'), 'the question is answered');
      proxy.on('orders', [201, answer()]);
      await send(host);
      await accepted(host);
      const [first, second] = proxy.orders;
      equal([first?.order.expectedTotal, second?.order.expectedTotal], [rub(138000), rub(150000)], 'totals seen');
      equal(first?.key, second?.key, 'key');
    });

    it('shows the order its key was used for, and takes another one under another key', async () => {
      proxy.on('orders', problem(422, 'already-ordered', { orderId: 'unguessable' }));
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'You have placed this order already');
      await reads(host, 'K7-4821');
      await press(host, '.actions button');
      proxy.on('orders', [201, answer({ number: 'K7-5000' })]);
      await send(host);
      await reads(host, 'K7-5000');
      const [first, second] = proxy.orders;
      ok(first?.key !== second?.key, 'another key');
      equal(first?.order, second?.order, 'the same order');
    });

    it('waits out too many tries, and its button comes back by itself', async () => {
      proxy.on('orders', problem(429, 'limited', { retryAfter: 1 }));
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'Too many tries');
      equal(get(host, '.send').getAttribute('aria-disabled'), 'true', 'the button');
      await send(host);
      equal(proxy.orders.length, 1, 'orders meanwhile');
      await until(() => !get(host, '.send').hasAttribute('aria-disabled'), 'the end of the wait');
    });

    it('says that nothing is lost while there is no connection', async () => {
      proxy.on('orders', 'down');
      const host = await ready();
      await fill(host);
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      try {
        await send(host);
        await reads(host, 'will not be lost');
      } finally {
        Reflect.deleteProperty(navigator, 'onLine');
      }
      proxy.on('orders', [201, answer()]);
      await press(host, '.finish .alert button');
      await accepted(host);
    });
  });

  describe('the accepted order', () => {
    const order = async (): Promise<CrmCheckout> => {
      const host = await ready();
      await fill(host);
      await send(host);
      await accepted(host);
      return host;
    };

    it('is told to the page, shown with its number, and leaves no draft behind', async () => {
      const heard: string[] = [];
      const listen = (event: DocumentEventMap['crm-order-accepted']) => heard.push(event.order.number);
      document.addEventListener('crm-order-accepted', listen);
      const host = await order();
      document.removeEventListener('crm-order-accepted', listen);
      equal(heard, ['K7-4821'], 'events');
      await reads(host, 'The shop will call you.');
      await until(() => host.shadowRoot?.activeElement === find(host, 'h2'), 'the focus on the heading');
      ok(!JSON.stringify({ ...sessionStorage }).includes('Anna'), 'nothing personal is kept');
    });

    it('is followed live', async () => {
      const host = await order();
      const stream = await until(() => FakeEventSource.all.at(-1), 'the stream');
      ok(stream.url.endsWith('v1/watch?ticket=ticket-1'), stream.url);
      const row = { number: 'K7-4821', placedOn: '2026-11-21', stage: 'shipping', status: null, history: [] } as const;
      stream.send([row]);
      await reads(host, 'On its way');
      equal(said(host), 'On its way', 'announcement');
      stream.send([{ ...row, stage: 'delivered' }]);
      await reads(host, 'Delivered');
      equal(stream.readyState, FakeEventSource.CLOSED, 'the stream of a delivered order');
    });

    it('is there again after going back, until a new one is begun', async () => {
      await order();
      const back = reload();
      await accepted(back);
      await reads(back, 'Margherita × 2');
      await press(back, '.actions button');
      await ready(back);
      equal(get<HTMLInputElement>(back, byName('customer.name')).value, '', 'an empty form');
      await fill(back);
      await send(back);
      await accepted(back);
      const [first, second] = proxy.orders;
      ok(first?.key !== second?.key, 'another key');
    });

    it('makes room for another cart of the page, but not for an emptied one', async () => {
      const host = await order();
      host.cart = [];
      await host.updateComplete;
      ok(find(host, '.thanks'), 'still the accepted order');
      host.cart = [{ sku: 'P2' }];
      await ready(host);
      await reads(host, 'Four cheeses');
    });

    it('makes room for what the visitor adds', async () => {
      const host = await order();
      host.cart = [];
      document.dispatchEvent(new CrmLineAddEvent('P2', 1, null));
      await ready(host);
      equal(
        host.cart.map(({ sku }) => sku),
        ['P2'],
        'the cart',
      );
    });
  });

  it('tells that the shop cannot be asked, and asks again', async () => {
    proxy.on('shop', problem(500, 'failed'));
    const host = place();
    await reads(host, 'Something went wrong on our side');
    proxy.on('shop', [200, shop()]);
    await press(host, '.alert button');
    await ready(host);
  });

  it('goes on where it was when it is taken out and put back', async () => {
    const host = await ready();
    await fill(host);
    const parent = host.parentElement;
    host.remove();
    parent?.append(host);
    await host.updateComplete;
    equal(get<HTMLInputElement>(host, byName('customer.name')).value, 'Anna', 'the form');
    await send(host);
    await accepted(host);
  });

  it('speaks Russian', async () => {
    document.documentElement.lang = 'ru';
    const host = await ready();
    await reads(host, 'Оформление заказа');
    await fill(host);
    await send(host);
    await reads(host, 'Спасибо! Заказ принят');
  });
});
