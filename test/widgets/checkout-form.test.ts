import '../../widgets/checkout/checkout.ts';
import {
  accepted,
  answer,
  byName,
  fill,
  place,
  press,
  problem,
  ready,
  rub,
  send,
  shop,
  stage,
} from './checkout-kit.ts';
import { equal, find, get, ok, reads, type as typeInto, until } from './kit.ts';

describe('<crm-checkout>', () => {
  const at = stage();

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
        at.proxy.orders[0]?.order,
        {
          customer: { name: 'Anna', phone: '+7 916 123-45-67' },
          delivery: { pickupPoint: 'station', at: '2099-12-01T18:30:00+03:00', method: 'pickup' },
          persons: 2,
          comment: 'Ring twice',
          fields: { source: 'friend' },
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

    it('keeps what is below in place when a phone is left, so that a click does not miss it', async () => {
      const host = await ready();
      const below = () => get(host, byName('delivery.method')).getBoundingClientRect().top;
      const before = below();
      const input = get<HTMLInputElement>(host, byName('customer.phone'));
      input.value = '89161234567';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await reads(host, '+7 916 123-45-67');
      equal(below(), before, 'while the phone is typed');
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await host.updateComplete;
      equal(below(), before, 'after leaving it');
    });

    it('lists its faults with links to the fields, and sends nothing', async () => {
      const host = await ready();
      await send(host);
      await until(() => host.shadowRoot?.activeElement === find(host, '.faults h3'), 'the focus on the list');
      equal(at.proxy.orders.length, 0, 'orders');
      equal(
        get(host, '.faults [href="#consent"]').textContent,
        'We need your consent to take the order.',
        'a fault without a label',
      );
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
      at.proxy.on(
        'orders',
        problem(422, 'invalid', { errors: [{ pointer: '#/customer/phone', detail: 'Too short.' }] }),
      );
      const host = await ready();
      await fill(host);
      await send(host);
      await reads(host, 'Phone: Too short.');
      equal(get(host, '[id="customer.phone-error"]').textContent, 'Too short.', 'the fault');
      at.proxy.on('orders', [201, answer()]);
      typeInto(host, '+7 916 123-45-68', byName('customer.phone'));
      await send(host);
      await accepted(host);
      const [first, second] = at.proxy.orders;
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
      equal(at.proxy.orders.length, 0, 'orders');
    });
  });

  it('tells that the shop cannot be asked, and asks again', async () => {
    at.proxy.on('shop', problem(500, 'failed'));
    const host = place();
    await reads(host, 'Something went wrong on our side');
    at.proxy.on('shop', [200, shop()]);
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
