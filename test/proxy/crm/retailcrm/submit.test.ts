import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { account, down, failure, memoOf, order, refused, rub } from './fixtures.ts';

const HOOK = 'https://proxy.example/hooks/main/token';
const line = (sku: string) => ({ sku, name: sku, quantity: 1, price: rub(10) });

describe('submitting an order', () => {
  it('finds the customer by e-mail, checking that it is he', async () => {
    const rows = [
      { id: 7, email: 'not.anna@example.com', phones: [] },
      { id: 9, email: 'ANNA@example.com', phones: [] },
      { id: 8, email: 'anna@example.com', phones: [] },
    ];
    const { crm, of, operations } = account({ customers: { customers: rows } });
    await crm.submitOrder(order({ customer: { name: 'Анна', email: 'Anna@example.com' } }), memoOf(), HOOK);
    expect(operations()).toEqual(['customers', 'orders/create']);
    expect(of('orders/create')[0]?.json('order')).toMatchObject({ customer: { id: 8 }, email: 'anna@example.com' });
    expect(of('orders/create')[0]?.form.get('site')).toBe('main');
  });

  it('looks for the phone in every spelling until it is found', async () => {
    const { crm, of } = account({
      customers: ({ url }) => ({
        customers: url.includes(encodeURIComponent('8 (916) 123-45-67'))
          ? [{ id: 5, phones: [{ number: '8 (916) 123-45-67' }] }]
          : [{ id: 6, phones: [{ number: '+79161234568' }] }],
      }),
    });
    await crm.submitOrder(order(), memoOf(), HOOK);
    const asked = of('customers').map(({ query }) => query.get('filter[name]'));
    expect(asked.slice(0, 4)).toEqual(['+79161234567', '79161234567', '89161234567', '9161234567']);
    expect(asked.at(-1)).toBe('8 (916) 123-45-67');
    expect(of('orders/create')[0]?.json('order')).toMatchObject({ customer: { id: 5 } });
  });

  it('creates a guest once, under an id of his own', async () => {
    const memo = memoOf();
    const { crm, of } = account({ 'orders/create': [down, { id: 105 }] });
    await failure(crm.submitOrder(order(), memo, HOOK));
    await crm.submitOrder(order(), memo, HOOK);
    expect(of('customers/create')).toHaveLength(1);
    expect(of('customers/create')[0]?.json('customer')).toMatchObject({
      externalId: expect.stringMatching(/^guest-[0-9a-f]{20}$/),
      firstName: 'Анна',
      phones: [{ number: '+79161234567' }],
    });
    expect(memo.value).toEqual({ customer: '900', ref: '105', linked: true });
  });

  it('is held up by no trouble with the customer, which is put right afterwards', async () => {
    const memo = memoOf();
    const { crm, of } = account({ customers: [down, { customers: [{ id: 5, phones: [{ number: '89161234567' }] }] }] });
    await crm.submitOrder(order(), memo, HOOK);
    expect(of('orders/create')[0]?.json('order')).not.toHaveProperty('customer');
    expect(await crm.finish(order(), memo)).toEqual([]);
    expect(of('orders/edit')[0]?.request.url).toContain('/orders/105/edit');
    expect(of('orders/edit')[0]?.json('order')).toEqual({ customer: { id: 5 } });
    expect(await crm.finish(order(), memo)).toEqual([]);
    expect(of('orders/edit')).toHaveLength(1);
  });

  it.each(['Order already exists.', 'Orders are loaded with errors'])(
    'takes "%s" for success where it is ours',
    async message => {
      const ours = { id: 77, number: '77A', externalId: 'K7-4821', phone: '8 916 123-45-67', totalSumm: 640 };
      const { crm, of } = account({
        'orders/create': refused(message, undefined, message.startsWith('Orders') ? 460 : 400),
        orders: { orders: [{ id: 1, externalId: 'K7-482', number: '1' }, ours] },
      });
      expect(await crm.submitOrder(order(), memoOf(), HOOK)).toEqual({
        ...{ ref: '77', number: '77A', total: rub(640), warnings: [] },
      });
      expect(of('orders')[0]?.query.get('filter[externalIds][]')).toBe('K7-4821');
    },
  );

  it('does not take another’s order for its own', async () => {
    const { crm } = account({
      'orders/create': refused('Order already exists.'),
      orders: { orders: [{ id: 77, externalId: 'K7-4821', phone: '+79990000000' }] },
    });
    expect(await failure(crm.submitOrder(order(), memoOf(), HOOK))).toMatchObject({
      ...{ kind: 'conflict', taken: 'no', code: 'external-id-taken' },
    });
  });

  it('knows nothing of an order that is said to exist and cannot be found', async () => {
    const { crm } = account({ 'orders/create': refused('Order already exists.') });
    expect(await failure(crm.submitOrder(order(), memoOf(), HOOK))).toMatchObject({
      kind: 'unavailable',
      taken: 'unknown',
    });
  });

  it('sends goods the catalogue does not know by name and price', async () => {
    const { crm, of } = account({
      'orders/create': [
        refused('Order is not loaded', { 'items[1].offer.externalId': 'Offer with externalId ghost not found.' }),
        { id: 105 },
      ],
    });
    const { warnings } = await crm.submitOrder(order({ lines: [line('010'), line('ghost')] }), memoOf(), HOOK);
    const items = of('orders/create')[1]?.json('order')['items'] as object[];
    expect(items[0]).toHaveProperty('offer');
    expect(items[1]).toMatchObject({ productName: 'ghost', initialPrice: 10 });
    expect(items[1]).not.toHaveProperty('offer');
    expect(warnings).toEqual([{ code: 'other', about: 'ghost', money: false }]);
  });

  it('goes without a customer the CRM does not know', async () => {
    const said = { 'customer.id': 'Customer with id=5 not found.' };
    const memo = memoOf({ customer: '5' });
    const { crm, of } = account({ 'orders/create': [refused('Order is not loaded', said), { id: 105 }] });
    await crm.submitOrder(order(), memo, HOOK);
    expect(of('orders/create')[1]?.json('order')).not.toHaveProperty('customer');
    expect(memo.value['linked']).toBe(false);
  });

  it('names the field of a refusal, and nothing of what was said about it', async () => {
    const { crm } = account({ 'orders/create': refused('Order is not loaded', ['payments[0].type: secret words']) });
    const error = await failure(crm.submitOrder(order(), memoOf(), HOOK));
    expect(error).toMatchObject({ kind: 'invalid', taken: 'no', code: 'refused:payments[0].type' });
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('secret words');
  });

  it('tells of lines that did not arrive', async () => {
    const items = [{ offer: { externalId: '010' } }];
    const { crm } = account({ 'orders/create': { id: 105, order: { id: 105, items } } });
    const { warnings } = await crm.submitOrder(order({ lines: [line('010'), line('011')] }), memoOf(), HOOK);
    expect(warnings).toEqual([{ code: 'line-dropped', about: '011', money: true }]);
  });

  it('is found again by the external id, and absent only where the search kept to it', async () => {
    const { crm } = account({ orders: [{ orders: [] }, { orders: [{ id: 1, externalId: 'other' }] }] });
    expect(await crm.findSubmitted(order())).toEqual({ found: null, complete: true });
    expect(await crm.findSubmitted(order())).toEqual({ found: null, complete: false });
  });

  it('passes on a memo that could not be written', async () => {
    const unwritten = new CrmFailure('memo', { kind: 'unavailable', taken: 'unknown', code: 'book-write-failed' });
    const memo = { value: {}, save: () => Promise.reject(unwritten) };
    const { crm, of } = account();
    expect(await failure(crm.submitOrder(order(), memo, HOOK))).toBe(unwritten);
    expect(of('orders/create')).toEqual([]);
  });
});
