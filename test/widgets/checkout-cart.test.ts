import '../../widgets/checkout/checkout.ts';
import { CrmCertificateApplyEvent, CrmLineAddEvent } from '../../widgets/core/events.ts';
import { accepted, cart, fill, held, place, press, priced, quote, ready, rub, send, stage } from './checkout-kit.ts';
import { equal, find, get, reads, said, textOf, type as typeInto, until } from './kit.ts';

describe('<crm-checkout>', () => {
  const at = stage();

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
      document.dispatchEvent(new CrmLineAddEvent({ sku: 'P1', quantity: 2, name: 'Margherita' }));
      await priced(host);
      await reads(host, '₽1,380');
    });

    it('leaves a line alone that the page puts into a cart of its own', async () => {
      const host = place('');
      await reads(host, 'Your cart is empty');
      const event = new CrmLineAddEvent({ sku: 'P1', quantity: 2, name: null });
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
      equal(at.proxy.to('quote').length, 2, 'requests');
    });

    it('is the latest one, whatever order the answers come in', async () => {
      const host = await ready();
      const slow = held();
      at.proxy.on('quote', slow.answer);
      await press(host, '.more');
      await until(() => at.proxy.to('quote').length === 2, 'the slow request');
      at.proxy.on('quote', ({ body }) => [200, quote(body as Parameters<typeof quote>[0])]);
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
      at.proxy.on('quote', 'down');
      const host = place();
      await reads(host, 'We could not count the total');
      await fill(host);
      await send(host);
      await accepted(host);
      equal(at.proxy.orders[0]?.order.expectedTotal, undefined, 'expectedTotal');
    });
  });

  describe('a certificate', () => {
    it('is applied with Enter, told masked, and removed', async () => {
      const host = await ready();
      typeInto(host, 'GIFT-1234', '#certificate');
      get(host, '#certificate').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      await reads(host, '•••• 1234');
      await reads(host, 'Order for ₽880');
      equal(at.proxy.orders.length, 0, 'orders');
      await press(host, '.drop');
      await reads(host, 'Order for ₽1,380');
    });

    it('that is refused says why beside its field, and does not go with the order', async () => {
      const host = await ready();
      typeInto(host, 'WRONG', '#certificate');
      await press(host, '.ask button');
      await until(() => find(host, '#certificate-error')?.textContent === 'There is no such certificate.', 'why');
      equal(get<HTMLInputElement>(host, '#certificate').value, 'WRONG', 'the field');
      await fill(host);
      await send(host);
      await accepted(host);
      equal(at.proxy.orders[0]?.order.certificate, undefined, 'certificate');
    });

    it('may come from anywhere on the page', async () => {
      const host = await ready();
      document.body.dispatchEvent(new CrmCertificateApplyEvent({ code: 'GIFT-1234' }));
      await reads(host, 'Order for ₽880');
    });
  });
});
