import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { connection, createMemo, order, uah } from './fixtures.ts';

const text = (status: number, body: object) => ({ status, text: JSON.stringify(body) });
const inCrm = { ref: '201', number: '201', externalId: 'K7-4821' };
const told = async (call: Promise<unknown>) => {
  const { kind, taken, code, retryAfterMs } = (await call.catch(error => error)) as CrmFailure;
  return { kind, taken, code, ...(retryAfterMs && { retryAfterMs }) };
};

describe('submitting an order', () => {
  it('gives KeyCRM’s own total in the currency of the source', async () => {
    const { crm } = connection({
      'POST /order': { id: 201, grand_total: '576.00' },
      'GET /order/source': { data: [{ id: 1, name: 'Site', currency_code: 'EUR' }] },
    });
    expect(await crm.submitOrder(order(), createMemo(), '')).toMatchObject({
      ref: '201',
      number: '201',
      total: { amount: 57_600, currency: 'EUR' },
    });
  });

  it('is not undone by sources that cannot be read', async () => {
    const { crm } = connection({
      'POST /order': { id: 201, grand_total: 576 },
      'GET /order/source': new CrmFailure('GET /order/source', { kind: 'unavailable', taken: 'no' }),
    });
    expect(await crm.submitOrder(order(), createMemo(), '')).toEqual({ ref: '201', number: '201', warnings: [] });
  });

  it('is tried once more without custom fields that were refused, their values in the comment', async () => {
    const answers: Record<string, object> = {
      'POST /order': text(422, { errors: { 'custom_fields.0.value': ['?'] } }),
    };
    const { crm, calls } = connection(answers, { customFields: [{ uuid: 'OR_1', from: 'persons' }] });
    const sent = crm.submitOrder(order({ persons: 3 }), createMemo(), '');
    await Promise.resolve();
    answers['POST /order'] = { id: 201 };
    expect(await sent).toMatchObject({ warnings: [{ code: 'field-dropped', about: 'custom_fields', money: false }] });
    expect(calls.map(call => call.sent)).toMatchObject([
      { custom_fields: [{}] },
      { manager_comment: 'Кількість осіб: 3' },
    ]);
    expect(calls[1]?.sent).not.toHaveProperty('custom_fields');
  });

  it.each([
    [
      422,
      { message: 'The given data was invalid.', errors: { 'buyer.email': ['maria@ is bad'] } },
      'invalid',
      'buyer.email',
    ],
    [422, { message: 'Ганна, +380671234567' }, 'invalid', 'http-422'],
    [422, { message: 'x', errors: { 'Ганна +380': ['x'] } }, 'invalid', 'http-422'],
    [400, { message: 'Leads are not enabled' }, 'auth', 'leads-off'],
  ])('told %i %o says no more than a code', async (status, body, kind, code) => {
    const { crm } = connection({ 'POST /order': text(status, body) });
    expect(await told(crm.submitOrder(order(), createMemo(), ''))).toEqual({ kind, taken: 'no', code });
  });

  it('waits as long as clients do where KeyCRM only says that it is too much', async () => {
    const limit = new CrmFailure('POST /order', { kind: 'limit', taken: 'no', code: 'http-429' });
    const { crm } = connection({ 'POST /order': limit });
    expect(await told(crm.submitOrder(order(), createMemo(), ''))).toMatchObject({
      kind: 'limit',
      retryAfterMs: 20_000,
    });
  });

  it('of a number that would make a list is not looked for', async () => {
    const { crm, calls } = connection({});
    expect(await crm.findSubmitted(order({ externalId: 'a,b' }))).toEqual({ found: null, complete: false });
    expect(calls).toEqual([]);
  });
});

describe('finishing an order', () => {
  const after = { onCreated: { status: { default: '4' }, tags: ['7', '8'] } };
  const answers = { 'PUT /order/{id}': { id: 201 }, 'POST /order/{id}/tag/{id}': { status: true } };

  it('sets status and tags, each once', async () => {
    const { crm, done } = connection({ ...answers, 'POST /order': { id: 201 } }, after);
    const memo = createMemo();
    await crm.submitOrder(order(), memo, '');
    expect(await crm.finish(order(), memo)).toEqual([]);
    await crm.finish(order(), memo);
    expect(done()).toEqual([
      'POST /order',
      'PUT /order/{id}',
      'POST /order/{id}/tag/{id}',
      'POST /order/{id}/tag/{id}',
    ]);
  });

  it('sets the status the shop’s extension chose before that of the settings', async () => {
    const { crm, calls } = connection(
      { ...answers, 'POST /order': { id: 201 } },
      { onCreated: { status: { default: '4' } } },
    );
    const memo = createMemo();
    const vip = order({ status: '12' });
    await crm.submitOrder(vip, memo, '');
    expect(await crm.finish(vip, memo)).toEqual([]);
    expect(calls.at(-1)?.sent).toEqual({ status_id: 12 });
  });

  it('warns of a status that is no id, and asks nothing where there is nothing to set', async () => {
    const { crm, done } = connection({});
    expect(await crm.finish(order({ status: 'vip' }), createMemo())).toEqual([
      { code: 'field-dropped', about: 'status', money: false },
    ]);
    expect(await crm.finish(order(), createMemo())).toEqual([]);
    expect(done()).toEqual([]);
  });

  it('looks for an order it has no memory of', async () => {
    const { crm, done } = connection(
      { ...answers, 'GET /order': { data: [{ id: 201, source_id: 1, source_uuid: 'K7-4821' }] } },
      after,
    );
    await crm.finish(order(), createMemo({ status: true }));
    expect(done()).toEqual(['GET /order', 'POST /order/{id}/tag/{id}', 'POST /order/{id}/tag/{id}']);
  });
});

describe('recording a payment', () => {
  const there = (...payments: object[]) => ({ 'GET /order/{id}': { id: 201, grand_total: 640, payments } });
  const paid = { id: 7, payment_method_id: 1, amount: 640, status: 'paid', payment_date: '2026-11-21 12:00:00' };
  const fact = { method: 'cash', amount: uah(640), status: 'paid' as const };
  const keys = { paymentMethods: { cash: '1' } };

  it.each([
    ['none is there', [], fact, 'POST /order/{id}/payment'],
    ['it is there', [paid], fact, undefined],
    ['it is there as not paid', [{ ...paid, status: 'not_paid' }], fact, 'PUT /order/{id}/payment/{id}'],
    ['it is there, and taken back', [paid], { ...fact, status: 'refunded' as const }, 'PUT /order/{id}/payment/{id}'],
    ['it is there, and this is older news', [paid], { ...fact, status: 'pending' as const }, undefined],
    ['one of another sum is there', [{ ...paid, amount: 100 }], fact, 'POST /order/{id}/payment'],
    ['one of another method is there', [{ ...paid, payment_method_id: 2 }], fact, 'POST /order/{id}/payment'],
    ['one of another day is there', [paid], { ...fact, at: '2026-11-22T12:00:00Z' }, 'POST /order/{id}/payment'],
    ['no sum is told', [paid], { method: 'cash', status: 'paid' as const }, undefined],
    ['one in a strange status is there', [{ ...paid, status: 'refund' }], fact, 'POST /order/{id}/payment'],
  ])('where %s', async (_, payments, payment, operation) => {
    const done = { 'POST /order/{id}/payment': { id: 8 }, 'PUT /order/{id}/payment/{id}': { id: 7 } };
    const { crm, done: asked } = connection({ ...there(...payments), ...done }, keys);
    await crm.recordPayment(inCrm, payment);
    expect(asked()[1]).toBe(operation);
  });

  it('by a method that is not mapped is refused', async () => {
    const { crm } = connection(there(), keys);
    expect(await told(crm.recordPayment(inCrm, { ...fact, method: 'crypto' }))).toMatchObject({
      kind: 'invalid',
      code: 'payment_method',
    });
  });
});

describe('saving a customer', () => {
  const known = { id: 5, full_name: 'Ганна', phone: ['380671234567', '+380501112233'], email: 'old@example.com' };

  it('changes the buyer of the same phone, and keeps what is there', async () => {
    const { crm, calls } = connection(
      { 'GET /buyer': { data: [{ ...known, id: 4, phone: [] }, known] }, 'PUT /buyer/{id}': { id: 5 } },
      { customerIdField: 'CT_1' },
    );
    await crm.saveCustomer({ id: 'u-1', firstName: 'Ганна', phone: '+380671234567', email: 'new@example.com' });
    expect(calls[0]?.query['filter[buyer_phone]']?.split(',')).toEqual(
      expect.arrayContaining(['+380671234567', '380671234567', '0671234567']),
    );
    expect(calls[1]).toMatchObject({
      operation: 'PUT /buyer/{id}',
      url: expect.stringContaining('/buyer/5'),
      sent: {
        full_name: 'Ганна',
        phone: known.phone,
        email: ['old@example.com', 'new@example.com'],
        custom_fields: [{ uuid: 'CT_1', value: 'u-1' }],
      },
    });
  });

  it('creates one where nobody is found', async () => {
    const { crm, done } = connection({ 'POST /buyer': { id: 6 } });
    await crm.saveCustomer({ id: 'u-1', phone: '+380671234567', email: 'a@example.com' });
    expect(done()).toEqual(['GET /buyer', 'GET /buyer', 'POST /buyer']);
  });

  it('has in the note what KeyCRM has no field for, and what people wrote there', async () => {
    const note = 'Любить каву\nВимкнено на сайті: так';
    const known = { id: 5, full_name: 'Ганна', phone: ['+380671234567'], email: [], note };
    const { crm, calls } = connection({ 'GET /buyer': { data: [known] }, 'PUT /buyer/{id}': { id: 5 } });
    const customer = { id: 'u-1', phone: '+380671234567' };
    await crm.saveCustomer({ ...customer, registeredAt: '2020-05-01T22:00:00Z', disabled: false });
    expect(calls[1]?.sent).toMatchObject({ note: 'Любить каву\nРеєстрація на сайті: 2020-05-02' });
    await crm.saveCustomer(customer);
    expect(calls[3]?.sent).not.toHaveProperty('note');
  });

  it('of whom neither phone nor mail is known is refused: he would be created again and again', async () => {
    const { crm } = connection({});
    expect(await told(crm.saveCustomer({ id: 'u-1', name: 'Ганна', email: 'nonsense' }))).toMatchObject({
      kind: 'invalid',
      code: 'phone-or-email',
    });
  });
});
