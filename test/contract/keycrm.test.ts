import { describe, expect, it } from 'vitest';
import type { SandboxOrder } from '../../demo/sandbox/kit/sandbox.ts';
import { createMemo, fullOrder, sampleOrder } from './ask.ts';
import { subject } from './keycrm.ts';
import { openStage, patient, type Stage } from './stage.ts';
import type { Subject } from './subject.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);

/** The same connection with other settings of its own. */
const withSettings = (over: object): Subject => ({
  ...subject,
  settings: url => ({ least: {}, all: { ...subject.settings(url).all, ...over } }),
});
const lead = withSettings({ lead: {}, customFields: [{ uuid: 'LD_1005', from: 'number' }], onCreated: undefined });

const rub = (amount: number) => ({ amount, currency: 'RUB' });
const inCrm = (ref: string) => ({ ref, number: ref, externalId: '' });

describe('KeyCRM, beyond the contract', patient, () => {
  const send = async (stage: Stage, order = sampleOrder(stage.data.skus)) => {
    const before = (await stage.orders()).map(({ ref }) => ref);
    const submitted = await stage.connection.methods.submitOrder?.(order, createMemo(), '');
    const held = (await stage.orders()).find(({ ref }) => !before.includes(ref));
    return { submitted, held: held as SandboxOrder & { payments: object[]; notes: string[] } };
  };
  const ref = ({ held }: Awaited<ReturnType<typeof send>>): string => held.ref;

  it('submits all there is to an order, and is told the very sum the visitor saw', async () => {
    await using stage = await openStage(subject);
    const order = fullOrder(stage.data.skus, new Date(stage.clock.now()).toISOString());
    const { submitted, held } = await send(stage, {
      ...order,
      ...{ promoCode: 'MERRY', discount: rub(5_000), payment: { method: 'cash' }, total: rub(138_000) },
      delivery: { ...order.delivery, cost: rub(6_000), recipient: { name: 'Олег', phone: '+380671112233' } },
    });
    expect(submitted).toMatchObject({ total: rub(138_000), warnings: [] });
    expect(held).toMatchObject({
      ...{ externalId: order.externalId, notes: [] },
      terms: { promocode: 'MERRY', discount_amount: 50, shipping_price: 60 },
      shipping: { delivery_service_id: 2, recipient_full_name: 'Олег', shipping_secondary_line: expect.any(String) },
      payments: [{ payment_method_id: 1, amount: 1380, status: 'not_paid' }],
      customFields: [{ uuid: 'OR_1002', value: '3' }],
    });
  });

  it('tells the sum that the loyalty programme made of it', async () => {
    await using stage = await openStage(subject);
    await stage.change({ autoDiscount: true });
    const customer = { name: 'Ольга', phone: '+380500000011' };
    const { submitted } = await send(stage, sampleOrder(stage.data.skus, { customer }));
    expect(submitted?.total).toEqual(rub(27_000));
  });

  it('takes an order KeyCRM has already for submitted', async () => {
    await using stage = await openStage(subject);
    await stage.change({ sourceUuid: 'unique' });
    const first = await send(stage);
    const again = await stage.connection.methods.submitOrder?.(sampleOrder(stage.data.skus), createMemo(), '');
    expect(again).toMatchObject({ ref: first.submitted?.ref });
  });

  it('finds nothing that was not asked for, even where filters are ignored', async () => {
    await using stage = await openStage(subject);
    await stage.change({ unknownFilters: 'ignored' });
    const { findSubmitted, findOrders } = stage.connection.methods;
    expect(await findSubmitted?.(sampleOrder(stage.data.skus))).toMatchObject({ found: null });
    expect(await findOrders?.({ phone: '+380501111111' })).toEqual([]);
  });

  it('finds an order by our own number, and a phone in each spelling there is', async () => {
    await using stage = await openStage(subject);
    await send(stage);
    const { findOrders } = stage.connection.methods;
    const order = sampleOrder([]);
    expect(await findOrders?.({ number: order.externalId })).toMatchObject([{ number: order.externalId }]);
    for (const phone of ['+380500000011', '+380500000012']) {
      expect(await findOrders?.({ phone }), phone).toMatchObject([{ phone }]);
    }
  });

  it('sets status and tags once the order is there', async () => {
    await using stage = await openStage(subject);
    const memo = createMemo();
    const order = sampleOrder(stage.data.skus);
    const submitted = await stage.connection.methods.submitOrder?.(order, memo, '');
    expect(await stage.connection.methods.finish?.(order, memo)).toEqual([]);
    const held = (await stage.orders()).find(each => each.ref === submitted?.ref);
    expect(held).toMatchObject({ status: '4', tagIds: [1] });
  });

  it('records a payment once, and moves on the one that was promised', async () => {
    await using stage = await openStage(subject);
    const order = { ...sampleOrder(stage.data.skus), payment: { method: 'cash' } };
    const sent = await send(stage, order);
    const { recordPayment } = stage.connection.methods;
    const paid = { amount: rub(30_000), status: 'paid' as const };
    for (const method of ['cash', 'cash', 'card', 'card']) await recordPayment?.(inCrm(ref(sent)), { ...paid, method });
    expect(await stage.orders()).toContainEqual(
      expect.objectContaining({
        ref: ref(sent),
        payments: [
          expect.objectContaining({ payment_method_id: 1, status: 'paid' }),
          expect.objectContaining({ payment_method_id: 2, status: 'paid' }),
        ],
      }),
    );
  });

  it('saves a customer, changed rather than doubled', async () => {
    await using stage = await openStage(subject);
    const { saveCustomer } = stage.connection.methods;
    const customer = { id: 'u-1', name: 'Зоя', phone: '+380671112233', email: 'zoya@example.com' };
    await saveCustomer?.(customer);
    await expect(saveCustomer?.({ ...customer, name: 'Зоя Б.' })).resolves.toBeUndefined();
  });

  it('sets a status, and refuses one there is none of', async () => {
    await using stage = await openStage(subject);
    const sent = await send(stage);
    const { setStatus } = stage.connection.methods;
    await setStatus?.(inCrm(ref(sent)), '23');
    expect((await stage.orders()).find(each => each.ref === ref(sent))?.status).toBe('23');
    await expect(setStatus?.(inCrm(ref(sent)), 'complete')).rejects.toMatchObject({ kind: 'invalid', taken: 'no' });
  });

  it('creates a card where the config wants one', async () => {
    await using stage = await openStage(lead);
    const { submitted, held } = await send(stage);
    expect(submitted).toMatchObject({ number: null, warnings: [] });
    expect(held).toMatchObject({
      ...{ kind: 'lead', title: '№K7-4821', notes: [] },
      customFields: [{ uuid: 'LD_1005', value: 'K7-4821' }],
    });
  });

  it('pauses where pipelines are switched off, and blames no order', async () => {
    await using stage = await openStage(lead);
    await stage.change({ leads: false });
    await expect(send(stage)).rejects.toMatchObject({ kind: 'auth', taken: 'no', code: 'leads-off' });
  });

  it('stays within the quota: KeyCRM never has to say that it is too much', async () => {
    await using stage = await openStage(subject);
    const orders = Array.from({ length: 12 }, (_, index) => sampleOrder(stage.data.skus, { externalId: `q-${index}` }));
    const sent = orders.map(order => stage.connection.methods.submitOrder?.(order, createMemo(), ''));
    expect(new Set((await Promise.all(sent)).map(each => each?.ref)).size).toBe(12);
  });
});
