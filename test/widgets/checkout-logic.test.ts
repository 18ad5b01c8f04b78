import { addLine, orderLines, readCart } from '../../widgets/checkout/cart.ts';
import { faultsOf, sentPaths, withDefaults } from '../../widgets/checkout/fields.ts';
import { OrderForm } from '../../widgets/checkout/order-form.ts';
import { readMarketing, zoned } from '../../widgets/checkout/request.ts';
import { pathOf, stateAfter } from '../../widgets/checkout/state.ts';
import { ApiProblem } from '../../widgets/core/api.ts';
import { failureOf } from '../../widgets/core/failure.ts';
import { shop } from './checkout-kit.ts';
import { equal, ok } from './kit.ts';

describe('the checkout without its page', () => {
  it('reads a cart and leaves out what is none', () => {
    const read = readCart({ lines: [{ sku: 'A', quantity: '2' }, { sku: '' }, null, 'B', { sku: 'C', quantity: -1 }] });
    equal(
      read.map(({ sku, quantity }) => [sku, quantity]),
      [
        ['A', 2],
        ['C', 1],
      ],
      'lines',
    );
    equal([readCart(null), readCart('A'), readCart({})], [[], [], []], 'no cart');
  });

  it('joins the same choice and keeps another one apart', () => {
    const one = { sku: 'A', options: [{ sku: 'o1' }] };
    const lines = addLine(addLine(addLine([], one), one), { sku: 'A' });
    equal(
      orderLines(lines),
      [
        { sku: 'A', quantity: 2, options: [{ sku: 'o1', quantity: 1 }] },
        { sku: 'A', quantity: 1 },
      ],
      'lines',
    );
  });

  it('finds the field of a pointer', () => {
    equal(
      ['#/customer/phone', '/delivery/address/street', '#/fields/a~1b', '#/lines/0/sku', '#/fields/100%'].map(pathOf),
      ['customer.phone', 'delivery.address.street', 'fields.a/b', 'lines.0.sku', 'fields.100%'],
      'paths',
    );
  });

  it('takes the shop’s clock for a time, in summer and in winter', () => {
    equal(zoned('2026-11-21T18:30', 'Europe/Moscow'), '2026-11-21T18:30:00+03:00', 'Moscow');
    equal(zoned('2026-07-01T09:00', 'Europe/Bucharest'), '2026-07-01T09:00:00+03:00', 'Bucharest in summer');
    equal(zoned('2026-12-01T09:00', 'Europe/Bucharest'), '2026-12-01T09:00:00+02:00', 'Bucharest in winter');
    equal(zoned('2026-12-01T09:00', 'UTC'), '2026-12-01T09:00:00+00:00', 'UTC');
  });

  it('reads only utm_ names of the address', () => {
    equal(readMarketing('?utm_source=a&UTM_X=1&utm_=2&utm_term=&q=3'), { utm_source: 'a' }, 'marketing');
  });

  it('sends what belongs to the chosen delivery', () => {
    const courier = withDefaults(shop(), {});
    equal(courier['delivery.method'], 'courier', 'the first method');
    ok(sentPaths(shop(), courier).includes('delivery.address.street'), 'a street for the courier');
    const post = withDefaults(shop(), { 'delivery.method': 'post', 'delivery.pickupPoint': 'harbour' });
    equal(post['delivery.pickupPoint'], '', 'a point of another method');
    ok(!sentPaths(shop(), post).includes('delivery.address.street'), 'no street by post');
  });

  it('lets what is unusual pass, and stops what is surely wrong', () => {
    const good = {
      'customer.name': 'Ж',
      'delivery.method': 'pickup',
      'delivery.pickupPoint': 'station',
      consent: 'true',
    };
    const faults = (more: Record<string, string>) => Object.fromEntries(faultsOf(shop(), { ...good, ...more }));
    for (const phone of ['+44 20 7946 0958', '8 (916) 123-45-67', '123-45-67 ext. 8', '0049 30 901820']) {
      equal(faults({ 'customer.phone': phone }), {}, phone);
    }
    equal(
      faults({
        'customer.phone': '12',
        'customer.email': 'a@b',
        persons: 'two',
        consent: '',
        'delivery.pickupPoint': '',
      }),
      {
        'customer.phone': 'badPhone',
        'customer.email': 'badEmail',
        'delivery.pickupPoint': 'required',
        persons: 'badNumber',
        consent: 'needsConsent',
      },
      'faults',
    );
  });

  it('opens the form again after every trouble it does not know', () => {
    for (const error of [
      new Error('?'),
      new ApiProblem('odd', { status: 418 }),
      new ApiProblem('total-changed', { status: 409 }),
    ]) {
      equal(stateAfter(error, null, failureOf).kind, 'filling', String(error));
    }
  });

  it('gives each order a key of its own, and keeps it while the order is not accepted', () => {
    sessionStorage.clear();
    const [first, second] = [new OrderForm(), new OrderForm()];
    ok(/^[0-9a-f]{32}$/.test(first.key) && first.key !== second.key, 'keys');
    first.restore('/logic', '');
    first.save();
    second.restore('/logic', '');
    equal(second.key, first.key, 'the key of the draft');
    second.renew();
    ok(second.key !== first.key, 'a new key for a new order');
    equal(sessionStorage.length, 0, 'entries');
  });
});
