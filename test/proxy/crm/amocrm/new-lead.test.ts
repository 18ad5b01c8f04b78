import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../proxy/crm/amocrm/answer.ts';
import { orderText } from '../../../../proxy/crm/amocrm/describe.ts';
import { piecesOf } from '../../../../proxy/crm/amocrm/goods.ts';
import { type Known, newLead } from '../../../../proxy/crm/amocrm/map.ts';
import { mended } from '../../../../proxy/crm/amocrm/mend.ts';
import { budgetOf } from '../../../../proxy/crm/amocrm/price.ts';
import { wordsIn } from '../../../../proxy/crm/amocrm/words.ts';
import { nobody, order, rub, settings, shop } from './fixtures.ts';

const leadOf = (ordered: object = {}, config: object = {}, known: Known = nobody) =>
  newLead(order(ordered), known, settings(config), shop);

describe('a budget', () => {
  it.each([
    [25_035, 251, 250, 250],
    [25_050, 251, 250, 251],
    [25_087, 251, 250, 251],
    [25_000, 250, 250, 250],
    [1, 1, 0, 0],
    [0, 0, 0, 0],
    // What 0.1 + 0.2 would make of it.
    [30, 1, 0, 0],
    [214_748_364_700, 2_147_483_647, 2_147_483_647, 2_147_483_647],
    [214_748_364_701, null, 2_147_483_647, 2_147_483_647],
    [-150, -1, -2, -1],
  ])('of %i kopecks is rounded up, down and mathematically to %s, %s, %s', (amount, up, down, math) => {
    expect(budgetOf(rub(amount), 'up')).toBe(up);
    expect(budgetOf(rub(amount), 'down')).toBe(down);
    expect(budgetOf(rub(amount), 'math')).toBe(math);
  });

  it('of a currency without cents is the amount itself', () => {
    expect(budgetOf({ amount: 251, currency: 'JPY' }, 'up')).toBe(251);
  });

  it('is rounded up unless the shop says otherwise, and absent where nobody knows the sum', () => {
    expect(leadOf({ total: rub(100_001) }).lead.price).toBe(1001);
    expect(leadOf({ total: rub(100_001) }, { rounding: 'down' }).lead.price).toBe(1000);
    expect(leadOf({ total: null }).lead).not.toHaveProperty('price');
    expect(leadOf({ total: rub(1e12) }).warnings).toEqual([{ code: 'field-dropped', about: 'price', money: true }]);
  });
});

describe('a lead', () => {
  it('is named by our number, with the moment it was placed', () => {
    expect(leadOf().lead).toMatchObject({ name: 'K7-4821', created_at: Date.UTC(2026, 10, 21, 9) / 1000 });
  });

  it.each([
    [{ name: 'Мария' }, { name: 'Мария' }],
    [
      { firstName: 'Мария', lastName: 'Ли', name: 'x' },
      { first_name: 'Мария', last_name: 'Ли' },
    ],
    [
      { phone: '+79161234567' },
      {
        name: '+79161234567',
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+79161234567', enum_code: 'WORK' }] }],
      },
    ],
  ])('has the buyer %j for a contact', (customer, contact) => {
    expect(leadOf({ customer }).lead._embedded.contacts).toEqual([contact]);
  });

  it('has the contact and the company that are there, as they are', () => {
    const { _embedded } = leadOf({ customer: { name: 'x', company: 'ООО' } }, {}, { contact: '5', company: '6' }).lead;
    expect(_embedded).toEqual({ contacts: [{ id: 5 }], companies: [{ id: 6 }] });
  });

  it('has no contact where nobody said who it is for', () => {
    expect(leadOf({ customer: {} }).lead._embedded).toEqual({});
  });

  it('leaves out an address of mail that is none, and says so', () => {
    const { lead, warnings } = leadOf({ customer: { name: 'x', email: 'maria@' } });
    expect(lead._embedded.contacts).toEqual([{ name: 'x' }]);
    expect(warnings).toEqual([{ code: 'field-dropped', about: 'customer.email', money: false }]);
  });

  it.each([
    [undefined, undefined, {}],
    ['11', undefined, { pipeline_id: 11 }],
    ['11:22', undefined, { pipeline_id: 11, status_id: 22 }],
    ['11:22', '33:142', { pipeline_id: 33, status_id: 142 }],
    ['11:22', 'paid', { pipeline_id: 11, status_id: 22 }],
  ])('begins where the config (%s) or the shop’s extension (%s) says', (configured, status, expected) => {
    const { lead } = leadOf({ status }, configured ? { status: { default: configured } } : {});
    const { pipeline_id, status_id } = lead;
    expect({ ...(pipeline_id && { pipeline_id }), ...(status_id && { status_id }) }).toEqual(expected);
  });

  it('fills the fields that the config names, each in its kind', () => {
    const { lead, warnings } = leadOf(
      {
        ...{ persons: 3, marketing: { utm_source: 'vk' }, fields: { gift: 'да', weight: 'много' } },
        delivery: { cost: rub(20_000), at: '2026-11-21T18:30:00+03:00', address: { city: 'Казань', house: '5' } },
        payments: [{ method: 'card', status: 'paid', amount: rub(104_050) }],
      },
      {
        customFields: [
          { field: '1', from: 'persons', as: 'number' },
          { field: 'UTM_SOURCE', from: 'marketing.utm_source' },
          { field: '2', from: 'fields.gift', as: 'flag' },
          { field: '3', from: 'delivery.at', as: 'time' },
          { field: '4', from: 'delivery.at' },
          { field: '5', from: 'delivery.address' },
          { field: '6', from: 'delivery.cost', as: 'number' },
          { field: '7', from: 'fields.weight', as: 'number' },
          { field: '8', from: 'fields.none' },
          { field: '13', from: 'source', values: { page: 'Сайт' } },
          { field: '14', from: 'source', values: { form: 'Форма' } },
        ],
        externalIdField: 'SITE_ID',
        paymentFields: { paid: '9', status: '10', amount: '11', method: '12' },
      },
    );
    expect(lead.custom_fields_values).toEqual([
      { field_id: 1, values: [{ value: 3 }] },
      { field_code: 'UTM_SOURCE', values: [{ value: 'vk' }] },
      { field_id: 2, values: [{ value: true }] },
      { field_id: 3, values: [{ value: Date.UTC(2026, 10, 21, 15, 30) / 1000 }] },
      { field_id: 4, values: [{ value: '2026-11-21 18:30' }] },
      { field_id: 5, values: [{ value: 'Казань, д. 5' }] },
      { field_id: 6, values: [{ value: 200 }] },
      { field_id: 13, values: [{ value: 'Сайт' }] },
      { field_id: 9, values: [{ value: true }] },
      { field_id: 10, values: [{ value: 'оплачено' }] },
      { field_id: 11, values: [{ value: 1040.5 }] },
      { field_id: 12, values: [{ value: 'card' }] },
      { field_code: 'SITE_ID', values: [{ value: 'shop-K7-4821' }] },
    ]);
    expect(warnings).toEqual([{ code: 'field-dropped', about: 'fields.weight', money: false }]);
  });
});

describe('a lead that was refused', () => {
  const draft = leadOf(
    { customer: { name: 'x', phone: '+79161234567', company: 'ООО' }, persons: 2 },
    {
      status: { default: '11:22' },
      responsible: { default: '7' },
      tags: ['Сайт'],
      customFields: [{ field: '1', from: 'persons', as: 'number' }],
      externalIdField: '2',
    },
  );
  const without = (...paths: string[]) => mended(draft, new Refusal('leads/complex', 'NotSupportedChoice', paths));

  it.each(['responsible_user_id', '0.responsible_user_id'])('goes without %s', path => {
    const { lead, warnings } = without(path) ?? draft;
    expect(lead).not.toHaveProperty('responsible_user_id');
    expect(lead).toMatchObject({ name: 'K7-4821', status_id: 22 });
    expect(warnings).toEqual([{ code: 'field-dropped', about: 'responsible_user_id', money: false }]);
  });

  it('goes without the one field that was named', () => {
    const left = without('custom_fields_values.0.field_id')?.lead.custom_fields_values;
    expect(left).toEqual([{ field_id: 2, values: [{ value: 'shop-K7-4821' }] }]);
  });

  it('goes without a field of its contact, and keeps its own', () => {
    const { lead } = without('_embedded.contacts.0.custom_fields_values.0.values') ?? draft;
    expect(lead.custom_fields_values).toHaveLength(2);
    expect(lead._embedded.contacts).toEqual([{ name: 'x', custom_fields_values: [] }]);
  });

  it('goes without company and tags', () => {
    const { _embedded } = without('_embedded.companies.0.name', '_embedded.tags.0.name')?.lead ?? draft.lead;
    expect(Object.keys(_embedded)).toEqual(['contacts']);
  });

  it('goes nowhere where something is wrong that it cannot go without', () => {
    expect(without('name')).toBeNull();
    expect(without()).toBeNull();
  });
});

describe('the goods of an order', () => {
  it('are each linked once, options for every piece of their line', () => {
    const line = (sku: string, quantity: number, options: object[] = []) => ({
      ...{ sku, name: sku, quantity, price: rub(10_000), options },
    });
    const option = { sku: 'sauce', name: null, quantity: 1, price: null };
    const pieces = piecesOf(order({ lines: [line('a', 2, [option]), line('b', 0.1), line('a', 1), line('b', 0.2)] }));
    expect(pieces).toEqual([
      { sku: 'a', name: 'a', quantity: 3, price: 100 },
      { sku: 'sauce', name: 'sauce', quantity: 2, price: null },
      { sku: 'b', name: 'b', quantity: 0.3, price: 100 },
    ]);
  });
});

describe('the note', () => {
  it('has the exact sum, and everything that has no field', () => {
    const text = orderText(
      order({
        ...{ total: rub(104_050), promoCode: 'MERRY', comment: ' Звонить ', fields: { gift: 'да' } },
        delivery: { cost: rub(0), method: 'courier', methodName: 'Курьер', at: '2026-11-21T15:30:00Z' },
        lines: [{ sku: '1', name: 'Ролл', quantity: 1, price: null, discount: rub(500), vat: 10 }],
        payments: [{ method: 'card', status: 'part-paid', amount: rub(50_000) }],
      }),
      wordsIn('ru'),
      'Europe/Moscow',
    );
    expect(text.split('\n')).toEqual([
      'Заказ K7-4821',
      '1. 1 Ролл × 1, цену уточнить, скидка 5.00 RUB, НДС 10%',
      'Доставка: Курьер, 0.00 RUB',
      'Ко времени: 2026-11-21 18:30',
      'Оплата: card, 500.00 RUB, оплачено частично',
      'Итого: 1040.50 RUB',
      'Промокод: MERRY',
      'Покупатель: Мария, +79161234567, maria@example.com',
      'Комментарий: Звонить',
      'gift: да',
    ]);
  });
});
