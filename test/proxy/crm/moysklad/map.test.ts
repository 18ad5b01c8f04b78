import { describe, expect, it } from 'vitest';
import { newOrder } from '../../../../proxy/crm/moysklad/map.ts';
import { idOf, refOf, syncIdOf } from '../../../../proxy/crm/moysklad/refs.ts';
import { fullOrder, longOrder, sampleOrder } from '../../../contract/ask.ts';
import { id, parts } from './fixtures.ts';

const rub = (amount: number) => ({ amount, currency: 'RUB' });
const skus = ['001', '002', '003'];

describe('an order for MoySklad', () => {
  it('has number and external id, and times by the clock of Moscow', () => {
    const { body, warnings } = newOrder(fullOrder(skus, '2026-11-21T21:30:00Z'), parts());
    expect(body).toMatchObject({
      name: 'K7-4821',
      code: 'K7-4821',
      externalCode: 'shop-K7-4821',
      syncId: syncIdOf('customerorder:shop-K7-4821'),
      moment: '2026-11-21 12:00:00',
      deliveryPlannedMoment: '2026-11-22 00:30:00',
      organization: refOf('organization', id(1)),
      agent: refOf('counterparty', id(5)),
    });
    expect(warnings).toEqual([]);
  });

  it('keeps our number out of the name where MoySklad counts itself', () => {
    const { body } = newOrder(sampleOrder(skus), parts({ copyNumber: false }));
    expect(body).toMatchObject({ code: 'K7-4821', externalCode: 'shop-K7-4821' });
    expect(body).not.toHaveProperty('name');
  });

  it('has options behind their line, prices in kopecks, and taxes as the article has them', () => {
    const { body } = newOrder(fullOrder(skus, '2026-11-21T21:30:00Z'), parts({ reserve: true }));
    expect(body.positions).toEqual([
      { assortment: refOf('product', id(21)), quantity: 2, price: 49_000, vat: 20, vatEnabled: true, reserve: 2 },
      { assortment: refOf('product', id(22)), quantity: 2, price: 12_000, reserve: 2 },
      { assortment: refOf('service', id(23)), quantity: 1, price: 15_000 },
    ]);
  });

  it('has the delivery as a position, and its cost in words only where there is no service', () => {
    const order = sampleOrder(skus, { delivery: { cost: rub(20_000), method: 'courier', term: '2 дня' } });
    const { body } = newOrder(order, parts());
    expect(body.positions.at(-1)).toEqual({ assortment: refOf('service', id(29)), quantity: 1, price: 20_000 });
    expect(body['description']).toContain('Срок: 2 дня');
    expect(body['description']).not.toContain('Стоимость доставки');
    const without = newOrder(order, { ...parts(), delivery: null });
    expect(without.body['description']).toContain('Стоимость доставки: 200');
    expect(without.warnings).toEqual([{ code: 'line-dropped', about: 'delivery', money: true }]);
  });

  it('spreads a discount over the goods, and never over the delivery', () => {
    const order = sampleOrder(skus, { discount: rub(3_000), delivery: { cost: rub(20_000) } });
    expect(newOrder(order, parts()).body.positions.map(({ discount }) => discount)).toEqual([10, 10, undefined]);
  });

  it('joins a line’s own discount with the order’s, to the kopeck', () => {
    const line = { name: 'Пицца', options: [], properties: [] };
    const lines = [
      { ...line, sku: '001', quantity: 3, price: rub(33_333), discount: rub(1_111) },
      { ...line, sku: '002', quantity: 1, price: rub(9_999) },
      { ...line, sku: '003', quantity: 2, price: rub(7_001), discount: rub(1) },
    ];
    const order = sampleOrder(skus, { lines, discount: rub(10_000), delivery: { cost: rub(20_000) } });
    const { body, warnings } = newOrder(order, parts());
    const sums = body.positions.map(({ price, quantity, discount = 0 }) => price * quantity * (1 - discount / 100));
    // Wherever MoySklad rounds, at each position or at the end, it comes to the same.
    for (const sum of sums) expect(sum).toBeCloseTo(Math.round(sum), 6);
    const total = 3 * (33_333 - 1_111) + 9_999 + 2 * 7_000 - 10_000 + 20_000;
    expect(Math.round(sums.reduce((all, sum) => all + sum, 0))).toBe(total);
    expect(warnings).toEqual([]);
  });

  it('never gives more than all of a price', () => {
    const lines = [
      {
        ...{ sku: '001', name: 'Пицца', quantity: 2, price: rub(1_000), discount: rub(1_300), properties: [] },
        options: [{ sku: '002', name: 'Бортик', quantity: 1, price: rub(500) }],
      },
    ];
    const { body, warnings } = newOrder(sampleOrder(skus, { lines }), parts());
    expect(body.positions.map(({ discount }) => discount)).toEqual([100, 60]);
    expect(warnings).toEqual([]);
  });

  it('weighs what its lines weigh where the settings want a weight and name no place for it', () => {
    const [first, second] = sampleOrder(skus).lines;
    const order = sampleOrder(skus, {
      lines: [first, second].flatMap(line => (line ? [{ ...line, weight: 250 }] : [])),
    });
    expect(newOrder(order, parts({ weight: {} })).body['description']).toBe('Вес, г: 750');
    const { body } = newOrder(order, parts({ weight: { attribute: id(43) } }));
    expect(body.attributes?.map(({ meta, value }) => [idOf(meta.href), value])).toEqual([[id(43), 750]]);
    expect(body).not.toHaveProperty('description');
    expect(newOrder(order, parts()).body).not.toHaveProperty('description');
    expect(newOrder(sampleOrder(skus), parts({ weight: {} })).body).not.toHaveProperty('description');
  });

  it('says what of a discount is more than the goods cost', () => {
    const { body, warnings } = newOrder(sampleOrder(skus, { discount: rub(50_000) }), parts());
    expect(body.positions.map(({ discount }) => discount)).toEqual([100, 100]);
    expect(body['description']).toContain('Скидка: 200');
    expect(warnings).toEqual([{ code: 'discount-changed', about: 'discount', money: true }]);
  });

  it('puts an article that is not there into the comment', () => {
    const { body, warnings } = newOrder(sampleOrder(['001', '404']), parts());
    expect(body.positions).toHaveLength(1);
    expect(body['description']).toContain('Нет в МоёмСкладе: 404, Товар 2, × 2, 100');
    expect(warnings).toEqual([{ code: 'line-dropped', about: '404', money: true }]);
  });

  it('tells in the comment what has no field of its own', () => {
    const order = sampleOrder(skus, {
      comment: 'Позвоните',
      certificate: '700100',
      promoCode: 'ЛЕТО',
      marketing: { utm_source: 'mail' },
      fields: { wishes: 'без лука', weight: '850' },
      payments: [{ method: 'card', amount: rub(30_000), status: 'paid' }],
      delivery: { recipient: { name: 'Анна', phone: '+79160000000' }, tariff: { id: '136', name: 'Склад' } },
    });
    const { body } = newOrder(order, parts({ weight: { from: 'fields.weight' } }));
    expect(body['description']).toBe(
      [
        'Позвоните',
        '',
        'Получатель: Анна, +79160000000',
        'Тариф: Склад (136)',
        'Оплата: card, 300, оплачено',
        'Сертификат: 700100',
        'Промокод: ЛЕТО',
        'Вес, г: 850',
        'utm_source: mail',
        'wishes: без лука',
      ].join('\n'),
    );
  });

  it('fills additional fields, each in its kind, and repeats none of them in the comment', () => {
    const order = sampleOrder(skus, { promoCode: 'ЛЕТО', fields: { weight: '0,85', gift: 'да', wrong: 'х' } });
    const { body, warnings } = newOrder(
      order,
      parts({
        attributes: [
          { id: id(40), from: 'promoCode' },
          { id: id(41), from: 'fields.gift', as: 'flag' },
          { id: id(42), from: 'fields.wrong', as: 'number' },
        ],
        weight: { from: 'fields.weight', attribute: id(43) },
      }),
    );
    expect(body.attributes?.map(({ meta, value }) => [idOf(meta.href), value])).toEqual([
      [id(40), 'ЛЕТО'],
      [id(41), true],
      [id(43), 0.85],
    ]);
    expect(warnings).toEqual([{ code: 'field-dropped', about: 'fields.wrong', money: false }]);
    expect(body).not.toHaveProperty('description');
  });

  it('names states, stores and channels by references to MoySklad’s own host', () => {
    const { body } = newOrder(sampleOrder(skus), {
      ...parts({ url: 'http://127.0.0.1:8789', salesChannel: { default: id(3) } }),
      state: id(2),
    });
    expect(body['state']).toMatchObject({
      meta: {
        href: `https://api.moysklad.ru/api/remap/1.2/entity/customerorder/metadata/states/${id(2)}`,
        type: 'state',
      },
    });
    expect(body['salesChannel']).toMatchObject({ meta: { type: 'saleschannel' } });
  });

  it('keeps within the lengths of the fields', () => {
    const { body, warnings } = newOrder(longOrder(skus), parts());
    expect(String(body['description']).length).toBeLessThanOrEqual(4096);
    const address = body['shipmentAddressFull'] as Record<string, string>;
    expect(address['house']?.length).toBeLessThanOrEqual(30);
    expect(warnings.map(({ about }) => about)).toContain('house');
  });

  it('is the same whenever it is made', () => {
    const order = fullOrder(skus, '2026-11-21T21:30:00Z');
    expect(newOrder(order, parts())).toEqual(newOrder(order, parts()));
  });
});

it('makes ids that any client could, and takes them out of reports', () => {
  expect(syncIdOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(syncIdOf('a')).not.toBe(syncIdOf('b'));
  expect(idOf(`https://api.moysklad.ru/api/remap/1.2/entity/product/${id(1)}?expand=supplier`)).toBe(id(1));
});
