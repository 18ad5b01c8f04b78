import { describe, expect, it } from 'vitest';
import { certificateOf } from '../../../../proxy/crm/insales/codes.ts';
import { stageOf } from '../../../../proxy/crm/insales/stages.ts';
import { stockOf } from '../../../../proxy/crm/insales/stock.ts';
import { DiscountCode, Variant } from '../../../../proxy/crm/insales/wire.ts';
import { account, memoOf, order, pages, product, row, rub, settingsOf, shop } from './fixtures.ts';

const code = (over: object) => DiscountCode.parse({ id: 1, code: 'A', type_id: 2, discount: '500.0', ...over });

describe('a discount code', () => {
  it.each([
    [{}, 'worked', { kind: 'money', amount: rub(500), state: 'valid' }],
    [{ type_id: 1, discount: 10.0 }, 'worked', { kind: 'percent', percent: 10, state: 'valid' }],
    [{ act_once: true, worked: 1 }, 'worked', { state: 'used' }],
    [{ act_once: true, worked: false }, 'worked', { state: 'valid' }],
    [{ act_once: true }, 'worked', { state: 'unknown' }],
    [{ act_once: true, disabled: true }, 'disabled', { state: 'used' }],
    [{ act_once: true, worked: true }, 'untold', { state: 'unknown' }],
    [{ act_once: true, worked: false }, 'not-worked', { state: 'used' }],
    [{ act_once: true, worked: true }, 'not-worked', { state: 'valid' }],
    [{ expired_at: '2026-11-20' }, 'worked', { state: 'expired', validUntil: '2026-11-20' }],
    [{ expired_at: '2026-11-21' }, 'worked', { state: 'valid' }],
  ] as const)('%o, used by %s, is %o', (over, usedCodes, expected) => {
    expect(certificateOf(code(over), settingsOf({ usedCodes }), shop)).toMatchObject(expected);
  });

  it('that is switched off is none', () => {
    expect(certificateOf(code({ disabled: true }), settingsOf(), shop)).toBeNull();
  });

  it('is found whatever its case, from one reading of the list', async () => {
    const { crm, of } = account({ 'GET discount_codes': pages({ id: 1, code: 'DC-1', type_id: 2, discount: 5 }) });
    expect(await crm.certificate(' dc-1')).toMatchObject({ amount: rub(5) });
    expect(await crm.certificate('dc-2')).toBeNull();
    expect(of('GET discount_codes')).toHaveLength(2);
  });
});

describe('stock', () => {
  const variant = (over: object) => Variant.parse({ id: 1, sku: 'a', cost_price: '3.0', ...over });
  const terms = settingsOf({ lowStock: 2 });
  const names = new Map([['0', 'Порт']]);

  it.each([
    [{ quantity: null, available: true, quantity_at_warehouse0: '0.0' }, 'in-stock', null, []],
    [{ quantity: null, available: false }, 'out', null, []],
    [{ quantity: 2 }, 'low', 2, []],
    [{ quantity: -1 }, 'out', -1, []],
    [{ quantity: 5, quantity_at_warehouse0: '5.0' }, 'in-stock', 5, [{ name: 'Порт', state: 'in-stock', quantity: 5 }]],
  ] as const)('%o is %s', (over, state, quantity, stores) => {
    expect(stockOf('a', variant(over), terms, names)).toEqual({ sku: 'a', state, quantity, stores });
  });

  it('counts only the warehouses the shop names', () => {
    const both = variant({ quantity: 9, quantity_at_warehouse0: '7.0', quantity_at_warehouse1: '2.0' });
    expect(stockOf('a', both, settingsOf({ warehouses: { 1: 'Вокзал' } }), names)).toMatchObject({
      ...{ quantity: 2, stores: [{ name: 'Вокзал', quantity: 2 }] },
    });
  });

  it('never carries a price the shop paid', () => {
    expect(JSON.stringify(variant({ cost_price: '99.77' }))).not.toContain('99.77');
  });

  it('is read by id, for articles the index knows', async () => {
    const { crm, of } = account({ 'GET products/by_ids': [product], 'GET warehouses': [] });
    const { rows, rest } = await crm.availability(['010', 'ghost']);
    expect([rows.map(({ sku, state }) => [sku, state]), rest]).toEqual([[['010', 'in-stock']], 'unknown']);
    expect(of('GET products/by_ids')[0]?.query.get('product_ids')).toBe('1');
  });
});

describe('orders in InSales', () => {
  it('are found by number from an index, and by phone through their client', async () => {
    const { crm, of } = account({
      'GET orders': pages(row, { ...row, id: 106, number: 1050, client: { id: 8, phone: '+79160000000' } }),
      'GET clients': [row.client, { id: 9, phone: '+79160000000' }],
    });
    expect(await crm.findOrders({ number: '1049' })).toMatchObject([{ ref: '105', total: rub(640) }]);
    expect(await crm.findOrders({ number: '1049', phone: '+79990000000' })).toEqual([]);
    expect((await crm.findOrders({ phone: '8 916 123 45 67' })).map(({ ref }) => ref)).toEqual(['105']);
    expect(of('GET orders').at(-1)?.query.get('client_id')).toBe('7');
  });

  it('tell each change of status once, however often the order is changed', async () => {
    let rows = [row];
    const { crm, of } = account({ 'GET orders': sent => pages(...rows)(sent) });
    const first = await crm.changesSince(null);
    expect(first.changes).toMatchObject([{ ref: '105', externalId: 'o_ext', status: { code: 'new', name: 'Новый' } }]);
    rows = [{ ...row, updated_at: '2026-11-21T15:05:00.000+03:00' }];
    const second = await crm.changesSince(first.cursor);
    expect(second.changes).toEqual([]);
    rows = [{ ...row, fulfillment_status: 'declined', updated_at: '2026-11-21T15:06:00.000+03:00' }];
    expect((await crm.changesSince(second.cursor)).changes).toMatchObject([{ status: { stage: 'cancelled' } }]);
    expect(of('GET orders').at(-2)?.query.get('updated_since')).toBe('2026-11-21T12:04:00+00:00');
  });

  it('are looked for by our id, and absent only where every row showed its fields', async () => {
    const { crm } = account({ 'GET orders': pages({ ...row, fields_values: [] }) });
    expect(await crm.findSubmitted(order())).toEqual({ found: null, complete: true });
    const stuck = account({ 'GET orders': [{ ...row, fields_values: [] }] });
    expect(await stuck.crm.findSubmitted(order())).toEqual({ found: null, complete: false });
  });

  it.each([
    [{ code: 'mine', stage: 'shipping' as const, name: 'Новый' }, 'shipping'],
    [{ code: 'returned' }, 'returned'],
    [{ code: 'mine', name: 'Готов к выдаче' }, 'ready'],
    [{ code: 'mine', name: 'Думаем' }, null],
  ])('%o stand at %s', (status, stage) => expect(stageOf(status)).toBe(stage));
});

describe('the site’s back end', () => {
  const inCrm = { ref: '105', number: '1049', externalId: 'o_ext' };

  it('sets only statuses that the config lists', async () => {
    const { crm, of } = account({}, { settableStatuses: ['declined'] });
    await expect(crm.setStatus(inCrm, 'delivered')).rejects.toMatchObject({ kind: 'invalid' });
    await crm.setStatus(inCrm, 'declined');
    expect(of('PUT orders/{id}')[0]?.body).toEqual({ order: { custom_status_permalink: 'declined' } });
  });

  it('makes an order paid by the whole sum, and notes a part of it once', async () => {
    const { crm, of } = account();
    await crm.recordPayment(inCrm, { method: 'card', status: 'paid', amount: rub(640) });
    expect(of('PUT orders/{id}')[0]?.body).toEqual({ order: { financial_status: 'paid' } });
    const note = 'Оплата: card, paid, 100';
    const part = { method: 'card', status: 'paid', amount: rub(100) } as const;
    await crm.recordPayment(inCrm, part);
    expect(of('PUT orders/{id}')[1]?.body).toEqual({ order: { manager_comment: note } });
    const told = account({ 'GET orders/{id}': { ...row, manager_comment: note } });
    await told.crm.recordPayment(inCrm, part);
    expect(told.of('PUT orders/{id}')).toEqual([]);
  });

  it('tells of a customer, whom a phone in another spelling does not double', async () => {
    const { crm, of } = account({
      'GET clients': [{ id: 7, phone: '8 916 123-45-67' }],
      'PUT clients/{id}': row.client,
    });
    await crm.saveCustomer({ id: 'u-1', name: 'Анна', phone: '+79161234567' });
    expect(of('PUT clients/{id}')[0]?.body).toEqual({ client: { name: 'Анна' } });
  });

  it('puts what else the site tells of a customer into the fields the config names', async () => {
    const clientFields = { registeredAt: 'registered', disabled: '51', basket: 'cart' };
    const { crm, of } = account({ 'POST clients': row.client }, { clientFields });
    await crm.saveCustomer({
      ...{ id: 'u-1', phone: '+79161234567', registeredAt: '2020-05-01T22:00:00Z', disabled: false },
      basket: { lines: [{ sku: '010', name: 'Маргарита', quantity: 2 }] },
    });
    expect(of('POST clients')[0]?.body['client']).toEqual({
      phone: '+79161234567',
      fields_values_attributes: [
        { handle: 'registered', value: '2020-05-02' },
        { field_id: 51, value: '0' },
        { handle: 'cart', value: 'Маргарита × 2' },
      ],
    });
  });

  it('keeps a memo of what stands, for the next attempt', async () => {
    const memo = memoOf();
    const { crm } = account();
    await crm.submitOrder(order(), memo, '');
    expect(memo.value).toEqual({ ref: '105' });
  });
});
