import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { account, memoOf, order, pages, product, row, rub, settingsOf } from './fixtures.ts';

const HOOK = 'https://proxy.example/hooks/main/token';
const line = (sku: string) => ({ sku, name: sku, quantity: 1, price: rub(10) });
const down = new CrmFailure('any', { kind: 'unavailable', taken: 'no', code: 'timeout' });

describe('an order for InSales', () => {
  it('names variants, and lands in their fields', async () => {
    const { crm, of } = account(
      {},
      { orderFields: { '46': 'marketing.utm_source' }, deliveryVariant: { default: '9' } },
    );
    const { warnings } = await crm.submitOrder(
      order({
        customer: { name: 'Анна', lastName: 'Ким', phone: '+79161234567' },
        lines: [
          { ...line('010'), quantity: 2, options: [line('011')], properties: [{ name: 'Нарезать', value: 'да' }] },
        ],
        delivery: {
          at: '2026-11-22T18:30:00+03:00',
          cost: rub(200),
          recipient: { name: 'Пётр', phone: '+79990000000' },
          address: { city: 'Москва', street: 'Садовая', house: '5', building: '2', apartment: '8', floor: '3' },
        },
        marketing: { utm_source: 'ad', utm_term: 'pizza' },
        comment: 'Звонить',
      }),
      memoOf(),
      HOOK,
    );
    expect(warnings).toEqual([]);
    const sent = of('POST orders')[0]?.body['order'] ?? {};
    expect(sent).toMatchObject({
      order_lines_attributes: [
        { variant_id: 11, quantity: 2, sale_price: 10 },
        { variant_id: 12, quantity: 2, sale_price: 10 },
      ],
      client: { name: 'Анна', surname: 'Ким', phone: '+79161234567' },
      shipping_address_attributes: {
        ...{ name: 'Пётр', phone: '+79990000000', city: 'Москва', house: '5 корп. 2', flat: '8' },
        address: 'Москва, Садовая, 5, корп. 2, этаж 3, кв. 8',
      },
      ...{ delivery_variant_id: 9, delivery_price: 200, delivery_date: '2026-11-22', delivery_from_hour: 18 },
      comment: 'Звонить',
      fields_values_attributes: [
        { handle: 'site_id', value: 'o_ext' },
        { field_id: 46, value: 'ad' },
      ],
    });
    expect(sent['manager_comment']).toContain('Ко времени: 2026-11-22 18:30');
    expect(sent['manager_comment']).toContain('utm_term: pizza');
    expect(sent['manager_comment']).not.toContain('utm_source');
    expect(sent['manager_comment']).toContain('Нарезать: да');
  });

  it('puts number and delivery into the buyer’s comment where the settings say so', async () => {
    const { crm, of } = account({}, { commentNumber: true, commentDelivery: true });
    await crm.submitOrder(order({ delivery: { methodName: 'Курьер', cost: rub(200) } }), memoOf(), HOOK);
    expect(of('POST orders')[0]?.body['order']?.['comment']).toBe(
      'Номер заказа: K7-4821\nДоставка: Курьер\nСтоимость доставки: 200',
    );
  });

  it('is put to the client who is there, found in three spellings, and does not rename him', async () => {
    const { crm, of } = account({
      'GET clients': ({ query }) => (query.get('phone')?.startsWith('8') ? [{ id: 7, phone: '8 916 123-45-67' }] : []),
    });
    const memo = memoOf();
    await crm.submitOrder(order(), memo, HOOK);
    expect(of('GET clients').map(({ query }) => query.get('phone'))).toEqual([
      ...['+79161234567', '79161234567', '89161234567'],
    ]);
    expect(of('POST orders')[0]?.body['order']?.['client']).toEqual({ id: 7 });
    expect(memo.value).toEqual({ client: '7', ref: '105' });
  });

  it('sends the whole price of a line with a discount of its own, which comes by a change', async () => {
    const lines = [{ ...line('010'), quantity: 3, discount: rub(2.5) }];
    const { crm, of } = account();
    const submitted = await crm.submitOrder(order({ lines, total: rub(22.5) }), memoOf(), HOOK);
    expect(of('POST orders')[0]?.body['order']).toMatchObject({
      order_lines_attributes: [{ variant_id: 11, quantity: 3, sale_price: 10 }],
    });
    expect(submitted.warnings).toEqual([]);
    expect(submitted.total).toBeUndefined();
  });

  it('begins with the status the shop’s extension chose', async () => {
    const { crm, of } = account({}, { status: { default: 'novyy' } });
    await crm.submitOrder(order({ status: 'vip' }), memoOf(), HOOK);
    expect(of('POST orders')[0]?.body['order']).toMatchObject({ custom_status_permalink: 'vip' });
  });

  it('is held up by no trouble with the client', async () => {
    const { crm } = account({ 'GET clients': down });
    expect(await crm.submitOrder(order(), memoOf(), HOOK)).toMatchObject({
      ref: '105',
      number: '1049',
      total: rub(640),
    });
  });

  it('tells an unknown article in the note, and refuses one with nothing else', async () => {
    const { crm, of } = account();
    const { warnings } = await crm.submitOrder(order({ lines: [line('010'), line('ghost')] }), memoOf(), HOOK);
    expect(warnings).toEqual([{ code: 'line-dropped', about: 'ghost', money: true }]);
    expect(of('POST orders')[0]?.body['order']?.['manager_comment']).toContain('Нет в каталоге: ghost ghost × 1 по 10');
    await expect(crm.submitOrder(order({ lines: [line('ghost')] }), memoOf(), HOOK)).rejects.toMatchObject({
      ...{ kind: 'invalid', taken: 'no', code: 'unknown-sku' },
    });
  });

  const making = { unknownSku: 'product', newProducts: { category: '3', weight: 'Вес' } };
  const made = { id: 2, variants: [{ id: 21, sku: 'ghost' }] };

  it('makes a product of an unknown article of the site’s, once', async () => {
    const memo = memoOf();
    const { crm, of } = account(
      { 'POST products': made, 'POST products/{id}/images': down, 'POST orders': row },
      making,
    );
    const ghost = {
      ...line('ghost'),
      picture: 'https://shop.example/g.png',
      properties: [{ name: 'Вес', value: '0.5' }],
    };
    await crm.submitOrder(order({ source: 'site', lines: [ghost] }), memo, HOOK);
    expect(of('POST products')[0]?.body['product']).toEqual({
      ...{ title: 'ghost', category_id: 3 },
      variants_attributes: [{ sku: 'ghost', price: 10, weight: '0.5' }],
    });
    expect(memo.value['variants']).toEqual({ ghost: '21' });
    await crm.submitOrder(order({ source: 'site', lines: [ghost] }), memo, HOOK);
    expect(of('POST products')).toHaveLength(1);
  });

  it('makes no product of what a visitor sent', async () => {
    const { crm, of } = account({}, making);
    await crm.submitOrder(order({ lines: [line('010'), line('ghost')] }), memoOf(), HOOK);
    expect(of('POST products')).toEqual([]);
  });

  it('goes without fields that are refused, but never without our id', async () => {
    const { crm, of } = account(
      {
        'POST orders': ({ body }) =>
          JSON.stringify(body).includes('nonsense')
            ? { status: 422, body: { fields_values_attributes: ['undefined keys'] } }
            : row,
      },
      { orderFields: { nonsense: 'number' } },
    );
    const { warnings } = await crm.submitOrder(order(), memoOf(), HOOK);
    expect(warnings).toEqual([{ code: 'field-dropped', about: 'fields_values', money: false }]);
    expect(of('POST orders')[1]?.body['order']?.['fields_values_attributes']).toEqual([
      { handle: 'site_id', value: 'o_ext' },
    ]);
  });

  it('warns of a code, and of an id, that InSales did not heed', async () => {
    const { crm } = account({ 'POST orders': { ...row, fields_values: [] } });
    const { warnings } = await crm.submitOrder(order({ certificate: 'DC-1' }), memoOf(), HOOK);
    expect(warnings.map(({ code, money }) => [code, money])).toEqual([
      ['field-dropped', false],
      ['certificate-refused', true],
    ]);
  });

  it('keeps the index fresh by what has changed, and asks for no more', async () => {
    const { crm, of } = account({ 'GET products': pages(product) });
    await crm.submitOrder(order(), memoOf(), HOOK);
    await crm.submitOrder(order(), memoOf(), HOOK);
    expect(of('GET products').map(({ query }) => [query.get('updated_since'), query.get('from_id')])).toEqual([
      ['2000-01-01T00:00:00+00:00', null],
      ['2026-11-20T10:00:00.000+03:00', '1'],
    ]);
  });

  it('needs what the settings say it needs', () => {
    expect(() => settingsOf({ unknownSku: 'product' })).toThrow('newProducts');
  });
});

describe('finishing an order', () => {
  const discount = { id: 1, description: 'Скидка по заказу K7-4821', amount: 100 };

  it('grants what is left of the site’s discount, once', async () => {
    let held: object = row;
    const { crm, of } = account({
      'GET orders/{id}': () => held,
      'PUT orders/{id}': () => {
        held = { ...row, discounts: [discount] };
        return held;
      },
    });
    const placed = order({ source: 'site', discount: rub(100) });
    expect(await crm.finish(placed, memoOf({ ref: '105' }))).toEqual([]);
    expect(of('PUT orders/{id}')[0]?.body['order']).toEqual({
      discounts_attributes: [{ type_id: 2, discount: 100, description: 'Скидка по заказу K7-4821' }],
    });
    expect(await crm.finish(placed, memoOf({ ref: '105' }))).toEqual([]);
    expect(of('PUT orders/{id}')).toHaveLength(1);
  });

  it('grants the discounts of single lines, each to its own line and once', async () => {
    const lines = [
      { ...line('010'), quantity: 3, discount: rub(2.5) },
      line('011'),
      { ...line('010'), quantity: 1, discount: rub(1) },
    ];
    const placed = order({ source: 'site', lines, discount: rub(5) });
    const order_lines = [
      { id: 901, variant_id: 11, sku: '010', quantity: 1 },
      { id: 902, variant_id: 12, sku: '011', quantity: 1 },
      { id: 903, variant_id: 11, sku: '010', quantity: 3 },
    ];
    let held: object = { ...row, order_lines };
    const { crm, of } = account({
      'GET orders/{id}': () => held,
      'PUT orders/{id}': ({ body }) => {
        const discounts = body['order']?.['discounts_attributes'] as { discount: number; description: string }[];
        held = { ...row, order_lines, discounts: discounts.map(each => ({ ...each, amount: each.discount })) };
        return held;
      },
    });
    const whole = { type_id: 2, discount: 5, description: 'Скидка по заказу K7-4821' };
    expect(await crm.finish(placed, memoOf({ ref: '105' }))).toEqual([]);
    expect(of('PUT orders/{id}')[0]?.body['order']).toEqual({
      discounts_attributes: [
        {
          ...{ type_id: 2, discount: 7.5, description: 'Скидка по заказу K7-4821, строка 1: 010' },
          discount_order_lines_ids: [903],
        },
        {
          ...{ type_id: 2, discount: 1, description: 'Скидка по заказу K7-4821, строка 3: 010' },
          discount_order_lines_ids: [901],
        },
        whole,
      ],
    });
    expect(await crm.finish(placed, memoOf({ ref: '105' }))).toEqual([]);
    expect(of('PUT orders/{id}')).toHaveLength(1);
    const lost = account({ 'GET orders/{id}': { ...row, discounts: [{ ...whole, amount: 5 }] } });
    expect(await lost.crm.finish(placed, memoOf({ ref: '105' }))).toEqual(
      ['010', '010'].map(about => ({ code: 'discount-changed', about, money: true })),
    );
  });

  it('says so where another discount came of it', async () => {
    const { crm } = account({ 'PUT orders/{id}': { ...row, discounts: [{ ...discount, amount: 50 }] } });
    expect(await crm.finish(order({ source: 'site', discount: rub(100) }), memoOf({ ref: '105' }))).toEqual([
      { code: 'discount-changed', about: 'discounts', money: true },
    ]);
  });

  it('grants what a code was to give and did not, and nothing where it did', async () => {
    const placed = order({ promoCode: 'TEN', discount: rub(64) });
    const unheeded = account();
    await unheeded.crm.finish(placed, memoOf({ ref: '105' }));
    expect(unheeded.of('PUT orders/{id}')[0]?.body['order']).toMatchObject({
      discounts_attributes: [{ discount: 64 }],
    });
    const heeded = account({ 'GET orders/{id}': { ...row, discounts: [{ id: 1, description: 'TEN', amount: 64 }] } });
    await heeded.crm.finish(placed, memoOf({ ref: '105' }));
    expect(heeded.of('PUT orders/{id}')).toEqual([]);
  });
});
