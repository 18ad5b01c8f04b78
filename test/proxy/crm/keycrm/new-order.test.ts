import { describe, expect, it } from 'vitest';
import { newCard, newOrder } from '../../../../proxy/crm/keycrm/map.ts';
import { order, settings, shop, uah } from './fixtures.ts';

const REF = '1ec09d2e-e1c2-11e3-8c4a-0050568002cf';
const write = (over: object = {}, keys: object = {}) => newOrder(order({ ...over }), settings(keys), shop);
const body = (over: object = {}, keys: object = {}) => write(over, keys).body;

describe('an order for KeyCRM', () => {
  it('is no more than it needs to be', () => {
    expect(write()).toEqual({
      body: {
        source_id: 1,
        source_uuid: 'K7-4821',
        ordered_at: '2026-11-21 12:00:00',
        buyer: { full_name: 'Ганна', phone: '+380671234567' },
        products: [
          {
            sku: 'bag',
            name: 'Торба',
            price: 640,
            quantity: 1,
            properties: [],
            ...{ picture: undefined, unit_type: undefined },
          },
        ],
      },
      warnings: [],
    });
  });

  it('goes to the source, manager and service its config chooses', () => {
    const choose = (from: string, codes: object) => ({ default: '1', rules: [{ from, codes }] });
    expect(
      body(
        { delivery: { method: 'np', methodName: 'Нова Пошта', cost: null } },
        {
          source: choose('origin', { 'https://shop.example': '7' }),
          manager: choose('delivery.method', { np: '3' }),
          deliveryService: choose('delivery.method', { np: '2' }),
        },
      ),
    ).toMatchObject({ source_id: 7, manager_id: 3, shipping: { delivery_service_id: 2 } });
  });

  const discounted = (quantity: number, discount: number, keys: object = {}) => {
    const lines = [{ sku: 'bag', name: 'Торба', quantity, price: uah(640), discount: uah(discount) }];
    const sent = keys && 'lead' in keys ? newCard(order({ lines }), settings(keys), shop).body : body({ lines }, keys);
    const [{ price, discount_amount, discount_percent, comment, name } = {} as Record<string, unknown>] = sent[
      'products'
    ] as Record<string, unknown>[];
    return { price, discount_amount, discount_percent, comment, name };
  };

  it.each([
    ['one piece', discounted(1, 64.5), { price: 640, discount_amount: 64.5 }],
    ['a whole percentage', discounted(3, 64), { price: 640, discount_percent: 10 }],
    ['anything else', discounted(3, 33.33), { price: 606.67, comment: 'Знижка: 33.33' }],
    ['a card', discounted(1, 40, { lead: {} }), { price: 600, name: 'Торба (Знижка: 40)' }],
  ])('has a line’s own discount so that it can mean only one thing: %s', (_, sent, expected) => {
    expect(sent).toEqual({ ...sent, discount_amount: undefined, discount_percent: undefined, ...expected });
  });

  it('counts a line in its own unit, unless the settings know another', () => {
    const lines = [{ sku: 'bag', name: 'Торба', quantity: 2, price: uah(640), unit: 'кг' }];
    expect(body({ lines })['products']).toMatchObject([{ unit_type: 'кг' }]);
    expect(body({ lines }, { units: { bag: 'м' } })['products']).toMatchObject([{ unit_type: 'м' }]);
  });

  it('has its options as lines of their own, counted for all pieces', () => {
    const lines = [
      {
        ...{ sku: 'box', name: 'Скриня', quantity: 3, price: uah(100), picture: 'https://shop.example/box.jpg' },
        options: [{ sku: 'ribbon', name: 'Стрічка', quantity: 2, price: uah(1.5) }],
        properties: [
          { name: 'Колір', value: 'синій' },
          { name: 'Розмір', value: ' ' },
        ],
      },
    ];
    expect(body({ lines }, { units: { ribbon: 'м' } })['products']).toMatchObject([
      {
        ...{ sku: 'box', quantity: 3, price: 100, picture: 'https://shop.example/box.jpg' },
        properties: [{ name: 'Колір', value: 'синій' }],
      },
      { sku: 'ribbon', quantity: 6, price: 1.5, unit_type: 'м', comment: 'До товару: Скриня' },
    ]);
  });

  it('finds nothing of its config by names that every object inherits', () => {
    const lines = [{ sku: 'constructor', name: null, quantity: 0.1 + 0.2, price: null }];
    const sent = body({ lines, payment: { method: 'toString' } }, { units: { bag: 'кг' } });
    expect(sent['products']).toMatchObject([
      { sku: 'constructor', name: 'constructor', quantity: 0.3, unit_type: undefined },
    ]);
    expect(sent['payments']).toBeUndefined();
  });

  describe('to be delivered', () => {
    const address = {
      ...{ country: 'Україна', region: 'Київська', city: 'Київ', street: 'Садова', house: '5', building: '2' },
      ...{ apartment: '81', entrance: '3', floor: '7', postcode: '01001', line2: 'код 12' },
    };

    it('tells the whole address, and the price of delivery outside of it', () => {
      const delivery = {
        ...{ method: 'courier', methodName: 'Кур’єр', cost: uah(60.5), address, at: '2026-11-21T23:30:00+00:00' },
        recipient: { name: 'Олег', phone: '+380501112233' },
      };
      expect(body({ delivery })).toMatchObject({
        shipping_price: 60.5,
        shipping: {
          shipping_service: 'Кур’єр',
          shipping_address_country: 'Україна',
          shipping_address_region: 'Київська',
          shipping_address_city: 'Київ',
          shipping_address_zip: '01001',
          shipping_receive_point: 'Садова, 5/2',
          shipping_secondary_line: 'кв. 81, під’їзд 3, поверх 7, код 12',
          recipient_full_name: 'Олег',
          recipient_phone: '+380501112233',
          // The shop's day, not that of UTC.
          shipping_date: '2026-11-22',
        },
        manager_comment: 'Бажаний час: 2026-11-22 01:30',
      });
    });

    it('names the point it is picked up at in place of the street', () => {
      const delivery = { pickupPoint: 'np12', pickupName: 'Відділення №12', cost: null, address };
      expect(body({ delivery })['shipping']).toMatchObject({
        shipping_receive_point: 'Відділення №12',
        shipping_secondary_line: 'Садова, 5/2, кв. 81, під’їзд 3, поверх 7, код 12',
      });
    });

    const np = { deliveryService: { default: '4' }, warehouseRef: 'fields.ref' };
    it('tells a branch of Nova Poshta by its own id too, beside the words', () => {
      const { body: sent, warnings } = write({ delivery: { cost: null, address }, fields: { ref: REF } }, np);
      expect(sent['shipping']).toMatchObject({
        delivery_service_id: 4,
        warehouse_ref: REF,
        shipping_address_city: 'Київ',
      });
      expect([sent['manager_comment'], warnings]).toEqual([undefined, []]);
    });

    it.each([
      ['is no id', { fields: { ref: 'Відділення 12' } }, np],
      ['has no service', { fields: { ref: REF } }, { warehouseRef: 'fields.ref' }],
    ])('leaves out a branch that %s, and says so', (_, over, keys) => {
      const { body: sent, warnings } = write({ delivery: { cost: null, address }, ...over }, keys);
      expect(sent['shipping']).not.toHaveProperty('warehouse_ref');
      expect(warnings).toEqual([{ code: 'field-dropped', about: 'shipping.warehouse_ref', money: false }]);
    });
  });

  describe('by a buyer', () => {
    it.each(['maria@', 'a b@example.com', `${'x'.repeat(200)}@example.com`])(
      'whose mail is %s goes without it',
      email => {
        const { body: sent, warnings } = write({ customer: { name: 'Ганна', email } });
        expect(sent['buyer']).toEqual({ full_name: 'Ганна' });
        expect(warnings).toEqual([{ code: 'field-dropped', about: 'buyer.email', money: false }]);
      },
    );

    it('of whom nothing is known is called by its number', () => {
      const { body: sent, warnings } = write({ customer: {} });
      expect(sent['buyer']).toEqual({ full_name: 'Замовлення K7-4821' });
      expect(warnings).toEqual([{ code: 'other', about: 'buyer', money: false }]);
    });

    it('with a very long name has it cut, visibly', () => {
      const { body: sent, warnings } = write({ customer: { name: 'Ім’я '.repeat(100) } });
      expect((sent['buyer'] as { full_name: string }).full_name.length).toBeLessThanOrEqual(255);
      expect(warnings).toEqual([{ code: 'text-cut', about: 'buyer.full_name', money: false }]);
    });
  });

  describe('with payments', () => {
    const keys = { paymentMethods: { cash: '1', online: 'LiqPay' } };

    it('tells how a visitor means to pay as a payment not made', () => {
      expect(body({ payment: { method: 'cash' } }, keys)['payments']).toEqual([
        { payment_method_id: 1, amount: 640, status: 'not_paid' },
      ]);
    });

    it.each([
      ['not mapped', { payment: { method: 'crypto', methodName: 'Крипта' } }, 'Оплата: Крипта'],
      ['of an unknown sum', { payment: { method: 'cash', methodName: 'Готівка' }, total: null }, 'Оплата: Готівка'],
    ])('tells a way to pay that is %s in the comment', (_, over, comment) => {
      const { body: sent, warnings } = write(over, keys);
      expect([sent['payments'], sent['manager_comment'], warnings]).toEqual([undefined, comment, []]);
    });

    it('tells each payment of the site with its status, in KeyCRM’s time', () => {
      const payments = [
        { method: 'online', amount: uah(100), status: 'paid', at: '2026-11-21T13:30:00+02:00', note: 'Аванс' },
        { method: 'cash', amount: uah(540), status: 'part-paid' },
        { method: 'cash', amount: uah(1), status: 'refunded' },
        { method: 'cash', amount: uah(2), status: 'cancelled' },
      ];
      const refund = { ...keys, refundedAs: 'refund' };
      expect(body({ payments }, refund)['payments']).toEqual([
        {
          payment_method: 'LiqPay',
          amount: 100,
          status: 'paid',
          description: 'Аванс',
          payment_date: '2026-11-21 11:30:00',
        },
        { payment_method_id: 1, amount: 540, status: 'not_paid' },
        { payment_method_id: 1, amount: 1, status: 'refund' },
        { payment_method_id: 1, amount: 2, status: 'canceled' },
      ]);
    });

    it('says which payment of the site it could not tell', () => {
      const { warnings } = write({ payments: [{ method: 'crypto', amount: uah(1), status: 'paid' }] }, keys);
      expect(warnings).toEqual([{ code: 'field-dropped', about: 'payments.crypto', money: true }]);
    });
  });

  it('says in the comment what has no field, unless the config gave it one', () => {
    const over = {
      ...{ persons: 3, certificate: 'GIFT-1', promoCode: 'MERRY', comment: ' Дзвоніть ', discount: uah(40) },
      customer: { name: 'Ганна', company: 'ТОВ' },
      delivery: { cost: null, tariff: { id: 't1', name: 'Експрес' }, term: '1–2 дні', at: '2026-11-22T10:00:00+02:00' },
      fields: { wishes: 'тепле; гостре', gift: 'так' },
      marketing: { utm_source: 'google', utm_id: '17' },
    };
    const customFields = [
      { uuid: 'OR_1', from: 'delivery.at', as: 'datetime' },
      { uuid: 'OR_2', from: 'persons' },
      { uuid: 'OR_3', from: 'fields.wishes', as: 'list', separator: ';' },
      { uuid: 'OR_4', from: 'fields.gift', as: 'list' },
      { uuid: 'OR_5', from: 'marketing.utm_id' },
      { uuid: 'OR_6', from: 'fields.none' },
    ];
    expect(body(over, { customFields })).toMatchObject({
      manager_comment: 'Термін доставки: 1–2 дні\nТариф доставки: Експрес\nСертифікат: GIFT-1\nКомпанія: ТОВ',
      buyer_comment: 'Дзвоніть',
      promocode: 'MERRY',
      discount_amount: 40,
      marketing: { utm_source: 'google' },
      custom_fields: [
        { uuid: 'OR_1', value: '2026-11-22 08:00:00' },
        { uuid: 'OR_2', value: '3' },
        { uuid: 'OR_3', value: ['тепле', 'гостре'] },
        { uuid: 'OR_4', value: ['так'] },
        { uuid: 'OR_5', value: '17' },
      ],
    });
    expect(body(over)['manager_comment']).toMatch(
      /^Бажаний час: 2026-11-22 10:00\n.*wishes: тепле; гостре\ngift: так$/s,
    );
  });
});

describe('a card for KeyCRM', () => {
  it('has less fields, so that the rest stands in its comment', () => {
    const over = {
      ...{ comment: 'Дзвоніть', promoCode: 'MERRY', discount: uah(40), marketing: { utm_source: 'google' } },
      delivery: { methodName: 'Кур’єр', cost: uah(60), address: { city: 'Київ', street: 'Садова' } },
      fields: { ref: REF },
    };
    const keys = { lead: { pipeline: { default: '2' } }, warehouseRef: 'fields.ref' };
    const { body: sent, warnings } = newCard(order(over), settings(keys), shop);
    expect(sent).toMatchObject({
      ...{ title: '№K7-4821', source_id: 1, pipeline_id: 2, utm_source: 'google' },
      contact: { full_name: 'Ганна', phone: '+380671234567' },
      manager_comment: [
        'Коментар покупця: Дзвоніть',
        'Доставка: Кур’єр, 60',
        'Адреса: Київ, Садова',
        'Промокод: MERRY',
        'Знижка: 40',
        `ref: ${REF}`,
      ].join('\n'),
    });
    for (const missing of ['shipping', 'marketing', 'promocode', 'source_uuid'])
      expect(sent).not.toHaveProperty(missing);
    expect(warnings).toEqual([
      { code: 'field-dropped', about: 'delivery.cost', money: true },
      { code: 'discount-changed', about: 'discount', money: true },
    ]);
  });
});
