import '../../widgets/checkout/checkout.ts';
import type { CrmCheckout } from '../../widgets/checkout/checkout.ts';
import { CrmLineAddEvent } from '../../widgets/core/events.ts';
import {
  accepted,
  answer,
  byName,
  cart,
  fill,
  held,
  place,
  press,
  problem,
  quote,
  ready,
  reload,
  rub,
  send,
  stage,
} from './checkout-kit.ts';
import { FakeEventSource, order as found } from './fake.ts';
import { equal, find, get, ok, reads, said, textOf, type as typeInto, until } from './kit.ts';

describe('<crm-checkout>', () => {
  const at = stage();

  describe('one order', () => {
    it('is one order, however often the button is pressed', async () => {
      const slow = held();
      at.proxy.on('orders', slow.answer);
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
      equal(at.proxy.orders.length, 1, 'orders');
    });

    it('keeps its key after a failure of the shop, of the network, and after a reload', async () => {
      const host = await ready();
      await fill(host);
      for (const trouble of [problem(500, 'failed'), 'down'] as const) {
        at.proxy.on('orders', trouble);
        await send(host);
        await reads(host, 'it stays one order');
      }
      const back = reload();
      await ready(back);
      equal(get<HTMLInputElement>(back, byName('customer.name')).value, 'Anna', 'the draft');
      at.proxy.on('orders', [201, answer()]);
      await send(back);
      await accepted(back);
      equal(new Set(at.proxy.orders.map(({ key }) => key)).size, 1, 'keys');
      equal(new Set(at.proxy.orders.map(({ order }) => JSON.stringify(order))).size, 1, 'bodies');
    });

    it('tells what lies between the lines and the total, and no longer that it is being sent', async () => {
      const host = await ready();
      await fill(host);
      await press(host, 'input[value=courier]');
      get<HTMLInputElement>(host, '#certificate').focus();
      typeInto(host, 'GIFT-1234', '#certificate');
      await press(host, '.ask button');
      await reads(host, 'Order for ₽880');
      await send(host);
      await accepted(host);
      const read = textOf(host).replace(/\s+/g, ' ');
      for (const text of ['Margherita × 2 ₽1,180', 'Delivery ₽200', 'Discount −₽500']) ok(read.includes(text), text);
      equal(said(host), '', 'said');
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
      at.proxy.on(
        'orders',
        problem(409, 'total-changed', { quote: { ...quote({ lines: cart }), total: rub(150000) } }),
      );
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'It was ₽1,380, now it is ₽1,500.');
      await press(host, '.question [type=button]');
      ok(!find(host, '.question'), 'the question is answered');
      at.proxy.on('orders', [201, answer()]);
      await send(host);
      await accepted(host);
      const [first, second] = at.proxy.orders;
      equal([first?.order.expectedTotal, second?.order.expectedTotal], [rub(138000), rub(150000)], 'totals seen');
      equal(first?.key, second?.key, 'key');
    });

    it('shows the order its key was used for, and takes another one under another key', async () => {
      at.proxy.on('orders', problem(422, 'already-ordered', { orderId: 'unguessable' }));
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'You have placed this order already');
      await reads(host, 'K7-4821');
      await press(host, '.actions button');
      at.proxy.on('orders', [201, answer({ number: 'K7-5000' })]);
      await send(host);
      await reads(host, 'K7-5000');
      const [first, second] = at.proxy.orders;
      ok(first?.key !== second?.key, 'another key');
      equal(first?.order, second?.order, 'the same order');
    });

    it('waits out too many tries, and its button comes back by itself', async () => {
      at.proxy.on('orders', problem(429, 'limited', { retryAfter: 1 }));
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'Too many tries');
      equal(get(host, '.send').getAttribute('aria-disabled'), 'true', 'the button');
      await send(host);
      equal(at.proxy.orders.length, 1, 'orders meanwhile');
      await until(() => get(host, '.send').getAttribute('aria-disabled') === 'false', 'the end of the wait');
    });

    it('waits for the price of a change made just now, and asks nothing about a total that nobody saw stand', async () => {
      const host = await ready();
      await fill(host);
      const slow = held();
      at.proxy.on('quote', slow.answer);
      await press(host, '.more');
      await send(host);
      equal(at.proxy.orders.length, 0, 'orders before the price is there');
      equal(get(host, '.send').getAttribute('aria-disabled'), 'true', 'the button');
      slow.give([200, quote({ lines: [{ sku: 'P1', quantity: 3 }] })]);
      await accepted(host);
      equal(
        at.proxy.orders.map(({ order }) => order.expectedTotal),
        [rub(177000)],
        'the total it goes with',
      );
    });

    it('does not wait for a price for ever', async () => {
      const host = await ready();
      await fill(host);
      at.proxy.on('quote', 'never');
      await press(host, '.more');
      await send(host);
      await until(() => find(host, '.thanks'), 'the accepted order', 5000);
    });

    it('is not sent when the certificate that was just applied is refused', async () => {
      const host = await ready();
      await fill(host);
      typeInto(host, 'WRONG', '#certificate');
      await press(host, '.ask button');
      await send(host);
      await reads(host, 'There is no such certificate.');
      await until(() => get(host, '.send').getAttribute('aria-disabled') === 'false', 'the button');
      equal(at.proxy.orders.length, 0, 'orders');
      await send(host);
      await accepted(host);
    });

    it('keeps a line that was added while it was on its way for the next one', async () => {
      const slow = held();
      at.proxy.on('orders', slow.answer);
      const host = await ready();
      await fill(host);
      await send(host);
      document.dispatchEvent(new CrmLineAddEvent({ sku: 'P2', quantity: 1, name: null }));
      slow.give([201, answer()]);
      await accepted(host);
      ok(!textOf(host).includes('Four cheeses'), 'the order as it was sent');
      const back = reload();
      await accepted(back);
      back.cart = [];
      await press(back, '.actions button');
      await ready(back);
      equal(
        back.cart.map(({ sku }) => sku),
        ['P2'],
        'the next cart',
      );
    });

    it('says that nothing is lost while there is no connection', async () => {
      at.proxy.on('orders', 'down');
      const host = await ready();
      await fill(host);
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      try {
        await send(host);
        await reads(host, 'will not be lost');
      } finally {
        Reflect.deleteProperty(navigator, 'onLine');
      }
      at.proxy.on('orders', [201, answer()]);
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
      const row = found({ stage: 'shipping', status: null });
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
      const [first, second] = at.proxy.orders;
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
      document.dispatchEvent(new CrmLineAddEvent({ sku: 'P2', quantity: 1, name: null }));
      await ready(host);
      equal(
        host.cart.map(({ sku }) => sku),
        ['P2'],
        'the cart',
      );
    });
  });
});
