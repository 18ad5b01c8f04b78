import { describe, expect, it } from 'vitest';
import { newOrder } from '../../../../proxy/crm/retailcrm/map.ts';
import { order, rub, settingsOf, shop } from './fixtures.ts';

const mapped = (over: Record<string, unknown> = {}, settings: object = {}, zone = 'Europe/Moscow') =>
  newOrder(order(over), { settings: settingsOf(settings), shop, zone }, '4924');

describe('an order for RetailCRM', () => {
  it('has our external id, and our number only where it is to be copied', () => {
    expect(mapped().order).toMatchObject({
      externalId: 'K7-4821',
      createdAt: '2026-11-21 15:00:00',
      customer: { id: 4924 },
    });
    expect(mapped().order).not.toHaveProperty('number');
    expect(mapped({}, { copyNumber: true }).order).toHaveProperty('number', 'K7-4821');
  });

  it('never holds an empty field, which would clear what the CRM knows', () => {
    expect(JSON.stringify(mapped())).not.toMatch(/null|"":|:""|\{\}/);
    expect(Object.keys(mapped().order).sort()).toEqual([
      'createdAt',
      'customer',
      'externalId',
      'firstName',
      'items',
      'phone',
    ]);
  });

  it.each([
    [{ name: 'Сидорова Анна Петровна' }, { lastName: 'Сидорова', firstName: 'Анна', patronymic: 'Петровна' }],
    [{ name: 'Анна Мария Смит' }, { firstName: 'Анна Мария Смит' }],
    [
      { firstName: 'Anna', lastName: 'Smith' },
      { firstName: 'Anna', lastName: 'Smith' },
    ],
    [{ company: 'ООО «Волна»' }, { firstName: 'ООО «Волна»', contragent: { contragentType: 'legal-entity' } }],
  ])('takes a name apart only where its order is certain: %o', (customer, expected) => {
    expect(mapped({ customer }).order).toMatchObject(expected);
  });

  it('gives every line an id, so that the same article twice stays two lines', () => {
    const line = { sku: '010', name: 'Маргарита', quantity: 2, price: rub(640) };
    const options = [{ sku: '0104', name: 'Бортик', quantity: 1.5, price: rub(120) }];
    const properties = [
      { name: 'size', value: '30' },
      { name: 'Нарезать', value: 'да' },
    ];
    const { order: sent } = mapped({ lines: [{ ...line, options, properties }, line] });
    expect(sent.items).toEqual([
      {
        offer: { externalId: '010' },
        ...{ productName: 'Маргарита', initialPrice: 640, quantity: 2 },
        externalIds: [{ code: 'crm-widgets', value: 'K7-4821_0' }],
        properties: [
          { code: 'size', name: 'size', value: '30' },
          { name: 'Нарезать', value: 'да' },
        ],
      },
      expect.objectContaining({ offer: { externalId: '0104' }, quantity: 3, initialPrice: 120 }),
      expect.objectContaining({ externalIds: [{ code: 'crm-widgets', value: 'K7-4821_2' }] }),
    ]);
  });

  it('takes a line’s own discount off each piece, and what its price does not bear off the order', () => {
    const options = [{ sku: '0104', name: 'Бортик', quantity: 1, price: rub(120) }];
    const line = { sku: '010', name: 'Маргарита', quantity: 2, price: rub(640) };
    const lines = [
      { ...line, discount: rub(64.5) },
      { ...line, options, discount: rub(700) },
    ];
    const { order: sent } = mapped({ lines, discount: rub(100) });
    expect(sent.items.map(item => [item.initialPrice, item.discountManualAmount])).toEqual([
      ...[
        [640, 64.5],
        [640, 640],
      ],
      [120, undefined],
    ]);
    expect(sent['discountManualAmount']).toBe(220);
  });

  it('weighs what its lines weigh, where every one says and the settings name no place', () => {
    const line = { sku: '010', name: 'Маргарита', quantity: 2, price: rub(640) };
    const lines = [
      { ...line, weight: 450, size: { length: 300, width: 300, height: 50 } },
      { ...line, weight: 100.5 },
    ];
    expect(mapped({ lines }).order).toMatchObject({ weight: 1101 });
    expect(mapped({ lines }).order).not.toHaveProperty('length');
    expect(mapped({ lines: [...lines, line] }).order).not.toHaveProperty('weight');
    const parcel = { weight: 'fields.weight' };
    expect(mapped({ lines, fields: { weight: '900' } }, { parcel }).order).toMatchObject({ weight: 900 });
    expect(mapped({ lines }, { parcel }).order).not.toHaveProperty('weight');
  });

  it('begins with the status the shop’s extension chose, else with that of the settings', () => {
    const settings = { status: { default: 'new' } };
    expect(mapped({}, settings).order).toMatchObject({ status: 'new' });
    expect(mapped({ status: 'vip' }, settings).order).toMatchObject({ status: 'vip' });
  });

  it('leaves a price that nobody knows to the CRM', () => {
    const { order: sent } = mapped({ lines: [{ sku: '010', name: null, quantity: 1, price: null }] }, { sku: 'xmlId' });
    expect(sent.items[0]).toMatchObject({ offer: { xmlId: '010' }, productName: '010' });
    expect(sent.items[0]).not.toHaveProperty('initialPrice');
  });

  it.each([
    ['Europe/Moscow', '2026-11-21T21:30:00Z', '2026-11-22', '00:30'],
    ['Asia/Vladivostok', '2026-12-31T13:59:59Z', '2026-12-31', '23:59'],
    ['Europe/Bucharest', '2027-03-28T00:59:00Z', '2027-03-28', '02:59'],
    ['Europe/Bucharest', '2027-03-28T01:00:00Z', '2027-03-28', '04:00'],
    ['Europe/Kyiv', '2026-10-25T01:30:00Z', '2026-10-25', '03:30'],
  ])('is wanted by the account’s clock (%s, %s)', (zone, at, date, from) => {
    expect(mapped({ delivery: { cost: null, at } }, {}, zone).order).toMatchObject({
      delivery: { date, time: { from } },
    });
  });

  const delivery = {
    ...{ method: 'pickup', methodName: 'Самовывоз', pickupPoint: 'p-1', pickupName: 'Набережная, 5', cost: rub(199.9) },
    ...{ tariff: { id: '77', name: 'Завтра' }, term: '1-2 дня' },
    recipient: { name: 'Пётр', phone: '+79160000000' },
    address: {
      city: 'Тула',
      street: 'Садовая',
      house: '5',
      building: '2',
      apartment: '81',
      country: 'RU',
      postcode: '300000',
    },
  };

  it('keeps the whole address in its text, whatever its parts are taken for', () => {
    expect(mapped({ delivery }).order).toMatchObject({
      additionalPhone: '+79160000000',
      delivery: {
        cost: 199.9,
        address: {
          ...{
            index: '300000',
            countryIso: 'RU',
            city: 'Тула',
            street: 'Садовая',
            building: '5',
            housing: '2',
            flat: '81',
          },
          text: 'Тула, Садовая, 5, корп. 2, кв. 81',
        },
      },
    });
  });

  it('tells a delivery module in its data, and an operator without one in words', () => {
    const module = { deliveryModule: { code: 'shiptor', data: { term: 'delivery.term' } } };
    expect(mapped({ delivery }, module).order).toMatchObject({
      delivery: {
        integrationCode: 'shiptor',
        data: { tariff: '77', tariffName: 'Завтра', pickuppointId: 'p-1', term: '1-2 дня' },
      },
    });
    const bare = { deliveryModule: { code: 'shiptor' } };
    expect(mapped({ delivery }, bare).order['managerComment']).toContain('Срок: 1-2 дня');
    expect(mapped({ delivery }, module).order['managerComment']).not.toContain('Срок');
    const { order: sent } = mapped({ delivery, persons: 2 }, { duplicateDelivery: true });
    expect(sent['managerComment']).toBe(
      [
        ...['Получатель: Пётр, +79160000000', 'Персон: 2', 'Доставка: Самовывоз', 'Тариф: Завтра (77)'],
        ...['Срок: 1-2 дня', 'Стоимость доставки: 199.9', 'Пункт выдачи: Набережная, 5'],
      ].join('\n'),
    );
    expect(sent['delivery']).not.toHaveProperty('data');
  });

  it('sends payments with ids of their own in the whole account, never one without a type', () => {
    const payments = [
      { method: 'card', amount: rub(500), status: 'paid', at: '2026-11-21T09:00:00Z', note: 'терминал' },
      { method: 'crypto', amount: rub(140), status: 'paid' },
      { method: 'cash', status: 'refunded' },
    ];
    const { order: sent, warnings } = mapped({ payments });
    expect(sent['payments']).toEqual([
      {
        ...{ externalId: 'main-K7-4821-1', type: 'bank-card', status: 'paid', amount: 500 },
        ...{ paidAt: '2026-11-21 12:00:00', comment: 'терминал' },
      },
      { externalId: 'main-K7-4821-3', type: 'cash' },
    ]);
    expect(warnings).toEqual([
      { code: 'field-dropped', about: 'payment.type', money: true },
      { code: 'field-dropped', about: 'payment.status', money: true },
    ]);
  });

  it('says how a visitor means to pay, and sets the flags that go by it', () => {
    const flags = [
      { to: 'customFields.cod', methods: ['cash'] },
      { to: 'delivery.data.card', methods: ['card'] },
    ];
    expect(mapped({ payment: { method: 'cash' } }, { flags }).order).toMatchObject({
      payments: [{ externalId: 'main-K7-4821-1', type: 'cash', amount: 640 }],
      customFields: { cod: true },
      delivery: { data: { card: false } },
    });
  });

  it('puts codes into their fields, or in sight of the operator', () => {
    const codes = { certificate: '7001', promoCode: 'WAVE', discount: rub(100), fields: { weight: '1500' } };
    const more = { marketing: { utm_source: 'ya', utm_term: 'пицца' } };
    const settings = { customFields: { promocode: 'promoCode' }, parcel: { weight: 'fields.weight' } };
    expect(mapped({ ...codes, ...more }, settings).order).toMatchObject({
      customFields: { promocode: 'WAVE' },
      managerComment: 'Сертификат: 7001',
      discountManualAmount: 100,
      weight: 1500,
      source: { source: 'ya', keyword: 'пицца' },
    });
  });

  it('cuts what is too long, and says so', () => {
    const { order: sent, warnings } = mapped({ customer: { name: 'я'.repeat(300) } });
    expect(String(sent['firstName'])).toHaveLength(255);
    expect(warnings).toEqual([{ code: 'text-cut', about: 'firstName', money: false }]);
  });
});

describe('the settings', () => {
  it.each([
    'http://shop.retailcrm.ru',
    'https://retailcrm.ru.evil.example',
    'https://shop.retailcrm.ru:444',
    'https://crm.example',
  ])('send the key to no stranger: %s', url => {
    expect(() => settingsOf({ url })).toThrow('ownHost');
    expect(settingsOf({ url, ownHost: true }).url).toBe(url);
  });

  it('know an impossible time zone', () => {
    expect(() => settingsOf({ timeZone: 'Europe/Nowhere' })).toThrow('IANA');
  });
});
