import { describe, expect, it } from 'vitest';
import { account, failure, refused, rub } from './fixtures.ts';

const inCrm = { ref: '105', number: '105A', externalId: 'K7-4821' };
const fact = { method: 'card', amount: rub(640), status: 'paid', at: '2026-11-21T10:00:00Z' } as const;
const holding = (payments: object) => ({ 'orders/get': { order: { id: 105, payments } } });

describe('a payment', () => {
  it('settles the one that the order went out with', async () => {
    const payments = { 77: { id: 77, type: 'bank-card', status: 'not-paid', amount: 640 } };
    const { crm, of } = account({ ...holding(payments), 'orders/payments/edit': { id: 77 } });
    await crm.recordPayment(inCrm, fact);
    expect(of('orders/payments/edit')[0]?.request.url).toContain('/payments/77/edit');
    expect(of('orders/payments/edit')[0]?.json('payment')).toEqual({
      ...{ type: 'bank-card', status: 'paid', amount: 640, paidAt: '2026-11-21 13:00:00' },
    });
  });

  it('that settled it is known again, and another of the same sum is not it', async () => {
    const settled = { ...{ id: 77, type: 'bank-card', status: 'paid', amount: 640 }, paidAt: '2026-11-21 10:00:00' };
    const { crm, operations } = account({ ...holding([settled]), 'orders/payments/create': { id: 78 } });
    await crm.recordPayment(inCrm, fact);
    expect(operations()).toEqual(['orders/get']);
    await crm.recordPayment(inCrm, { ...fact, at: '2026-11-21T10:07:00Z' });
    expect(operations()).toContain('orders/payments/create');
  });

  it.each([
    ['there is none', {}],
    ['the sum is another', [{ id: 77, type: 'bank-card', status: 'not-paid', amount: 100 }]],
    ['all are paid', [{ id: 77, type: 'bank-card', status: 'paid', amount: 640 }]],
  ])('is added where %s, and not a second time', async (_, payments) => {
    const { crm, of } = account({ ...holding(payments), 'orders/payments/create': { id: 78 } });
    await crm.recordPayment(inCrm, fact);
    const sent = of('orders/payments/create')[0]?.json('payment');
    expect(sent).toMatchObject({ order: { id: 105 }, externalId: expect.stringMatching(/^main-K7-4821-/) });
    const again = account(holding([{ id: 78, ...sent }]));
    await again.crm.recordPayment(inCrm, fact);
    expect(again.operations()).toEqual(['orders/get']);
  });

  it('that the CRM has already is no trouble', async () => {
    const said = refused('Validation error', { externalId: 'Payment with externalId=x already exists.' });
    await account({ ...holding([]), 'orders/payments/create': said }).crm.recordPayment(inCrm, fact);
  });

  it('of a method nobody mapped is refused', async () => {
    const call = account().crm.recordPayment(inCrm, { method: 'crypto' });
    expect(await failure(call)).toMatchObject({ kind: 'invalid', code: 'payment-method-not-mapped' });
  });
});

describe('a status', () => {
  it('is set only where the config lists it', async () => {
    const { crm, of } = account({}, { settableStatuses: ['cancel-other'] });
    await crm.setStatus(inCrm, 'cancel-other');
    expect(of('orders/edit')[0]?.json('order')).toEqual({ status: 'cancel-other' });
    expect(Object.fromEntries(of('orders/edit')[0]?.form ?? [])).toMatchObject({ by: 'id', site: 'main' });
    expect(await failure(crm.setStatus(inCrm, 'complete'))).toMatchObject({ code: 'status-not-settable' });
    expect(of('orders/edit')).toHaveLength(1);
    expect(account().crm.setStatus).toBeUndefined();
  });
});

describe('a customer', () => {
  const missing = { status: 404, body: { success: false, errorMsg: 'Not found' } };

  it('is created under the site’s own id', async () => {
    const { crm, of } = account({ 'customers/get': missing });
    await crm.saveCustomer({ id: 'u/1', name: 'Анна', email: 'Anna@example.com' });
    expect(of('customers/get')[0]?.request.url).toContain('/customers/u%2F1?by=externalId&site=main');
    expect(of('customers/create')[0]?.json('customer')).toEqual({
      ...{ externalId: 'u/1', firstName: 'Анна', email: 'anna@example.com' },
    });
  });

  it('who was a guest before becomes the site’s, and keeps the phones there are', async () => {
    const guest = { id: 5, externalId: 'guest-1', email: 'anna@example.com', phones: [{ number: '111' }] };
    const { crm, of } = account({
      ...{ 'customers/get': missing, customers: { customers: [guest] } },
      ...{ 'customers/fix-external-ids': {}, 'customers/edit': { id: 5 } },
    });
    await crm.saveCustomer({ id: 'u-1', email: 'anna@example.com', phone: '+79161234567' });
    expect(of('customers/fix-external-ids')[0]?.json('customers')).toEqual([{ id: 5, externalId: 'u-1' }]);
    expect(of('customers/edit')[0]?.json('customer')).toMatchObject({
      phones: [{ number: '111' }, { number: '+79161234567' }],
    });
  });

  it('is known since he registered, and has the fields the config names', async () => {
    const customerFields = { disabled: 'blocked', basket: 'basket' };
    const fact = {
      ...{ id: 'u-1', email: 'anna@example.com', registeredAt: '2020-05-01T22:00:00Z', disabled: false },
      basket: { lines: [{ sku: '010', name: 'Маргарита', quantity: 2 }], url: 'https://shop.example/cart' },
    };
    const fields = { blocked: false, basket: 'Маргарита × 2; https://shop.example/cart' };
    const fresh = account({ 'customers/get': missing }, { customerFields });
    await fresh.crm.saveCustomer(fact);
    expect(fresh.of('customers/create')[0]?.json('customer')).toMatchObject({
      createdAt: '2020-05-02 01:00:00',
      customFields: fields,
    });
    const known = { id: 5, externalId: 'u-1', email: 'anna@example.com', phones: [] };
    const { crm, of } = account(
      { 'customers/get': { customer: known }, 'customers/edit': { id: 5 } },
      { customerFields },
    );
    await crm.saveCustomer(fact);
    expect(of('customers/edit')[0]?.json('customer')).toEqual({ email: 'anna@example.com', customFields: fields });
    await crm.saveCustomer({ id: 'u-1', email: 'anna@example.com' });
    expect(of('customers/edit')[1]?.json('customer')).toEqual({ email: 'anna@example.com' });
  });

  it('whose account does not exist is no missing customer', async () => {
    const said = refused('Account does not exist.', undefined, 404);
    const call = account({ 'customers/get': said }).crm.saveCustomer({ id: 'u-1' });
    expect(await failure(call)).toMatchObject({ kind: 'auth', code: 'no-account' });
  });
});
