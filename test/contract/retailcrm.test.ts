import { describe, expect, it } from 'vitest';
import type { Order } from '../../proxy/crm/order.ts';
import { createMemo, fullOrder, sampleOrder } from './ask.ts';
import { subject } from './retailcrm.ts';
import { openStage, patient, type Stage } from './stage.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);

describe('RetailCRM, beyond the contract', patient, () => {
  const rub = (major: number) => ({ amount: major * 100, currency: 'RUB' });

  /** Sent, finished, and looked up behind the adapter's back. */
  const send = async (stage: Stage, order: Order) => {
    const { methods } = stage.connection;
    const memo = createMemo();
    const submitted = await methods.submitOrder?.(order, memo, stage.hookUrl);
    const finished = await methods.finish?.(order, memo);
    const held = (await stage.orders()).find(({ ref }) => ref === submitted?.ref);
    return { submitted, finished, held, memo };
  };

  it('holds a full order, whose certificate is charged apart, and given back', async () => {
    await using stage = await openStage(subject);
    const full = fullOrder(['010', '0104', '020'], '2026-11-21T21:00:00+03:00');
    const order = { ...full, payment: { method: 'cash' }, certificate: '700100', discount: rub(300) };
    const { submitted, finished, held, memo } = await send(stage, { ...order, promoCode: 'WAVE10' });
    expect([submitted?.total, submitted?.warnings, finished]).toEqual([rub(1070), [], []]);
    expect(held).toMatchObject({
      lines: [{ sku: '010' }, { sku: '0104', quantity: 2 }, { sku: '020' }],
      delivery: { code: 'courier', date: '2026-11-21', time: { from: '21:00' } },
      payments: [{ type: 'cash', amount: 300 }],
      fields: { customerComment: order.comment, discountManualAmount: 300 },
    });
    const { certificate, releaseCertificate } = stage.connection.methods;
    expect(await certificate?.('700100')).toMatchObject({ amount: rub(700), state: 'valid' });
    for (let times = 0; times < 2; times += 1) await releaseCertificate?.(order, memo);
    expect(await certificate?.('700100')).toMatchObject({ amount: rub(1000), state: 'valid' });
  });

  it('keeps the same article twice, and goods nobody knows', async () => {
    await using stage = await openStage(subject);
    const [one, two] = sampleOrder(['001', '001']).lines;
    const ghost = { sku: 'ghost', name: 'Призрак', quantity: 1, price: rub(5), options: [], properties: [] };
    const lines = [one, two, ghost].flatMap(line => line ?? []);
    const { held } = await send(stage, { ...sampleOrder([]), lines, externalId: 'A/1 б' });
    expect(held?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['001', 1],
      ['001', 2],
      ['ghost', 1],
    ]);
  });

  it('finds a card by its exact number, however that is written', async () => {
    await using stage = await openStage(subject);
    const { certificate } = stage.connection.methods;
    for (const cardMatch of ['part', 'whole']) {
      await stage.change({ cardMatch });
      expect(await certificate?.('220070010200')).toMatchObject({ amount: rub(700), state: 'valid' });
      expect(await certificate?.('70010')).toBeNull();
      expect(await certificate?.('700998')).toMatchObject({ state: 'used' });
      expect(await certificate?.('700999')).toMatchObject({ state: 'expired' });
    }
  });

  it('does what the site’s back end says, once', async () => {
    await using stage = await openStage(subject);
    const { methods } = stage.connection;
    const { submitted } = await send(stage, { ...sampleOrder(['001', '002']), payment: { method: 'card' } });
    const order = { ref: submitted?.ref ?? '', number: submitted?.number ?? null, externalId: 'shop-K7-4821' };
    const at = '2026-11-21T12:00:00+03:00';
    for (const amount of [rub(300), rub(300), rub(50), rub(50)]) {
      await methods.recordPayment?.(order, { method: 'card', amount, status: 'paid', at });
    }
    await methods.setStatus?.(order, 'complete');
    expect((await stage.orders()).find(({ ref }) => ref === order.ref)).toMatchObject({
      status: 'complete',
      payments: [
        { type: 'bank-card', status: 'paid', amount: 300 },
        { type: 'bank-card', status: 'paid', amount: 50 },
      ],
    });
    for (const phone of ['+79000000012', '+79000000098']) await methods.saveCustomer?.({ id: 'u-9', phone });
  });

  it('puts an order to the customer it could not look up at first', async () => {
    await using stage = await openStage(subject);
    await stage.fault({ fault: 'http-500', times: 20, method: 'customers' });
    const order = sampleOrder(['001', '002'], { customer: { name: 'Ольга', phone: '+79000000011' } });
    const memo = createMemo();
    expect((await stage.connection.methods.submitOrder?.(order, memo, stage.hookUrl))?.warnings).toEqual([]);
    expect(memo.value['linked']).toBe(false);
    await stage.mend();
    expect(await stage.connection.methods.finish?.(order, memo)).toEqual([]);
    expect(memo.value['linked']).toBe(true);
  });

  it('brings in an order whose payment the CRM does not allow', async () => {
    await using stage = await openStage(subject);
    await stage.change({ foreignPayment: 'refuse' });
    const payments = [{ method: 'transfer', amount: rub(300), status: 'paid' as const }];
    const { submitted, held } = await send(stage, { ...sampleOrder(['001', '002']), payments });
    expect(held?.lines).toHaveLength(2);
    expect(submitted?.warnings).toEqual([{ code: 'field-dropped', about: 'payments', money: true }]);
  });

  it.each([
    [{ accountExists: false }, 'no-account'],
    [{ scopes: ['reference_read'] }, 'access-denied'],
    [{ sites: ['volna', 'volna-banket'] }, 'site-missing'],
  ])('keeps an order back until the connection is mended: %o', async (settings, code) => {
    await using stage = await openStage(subject);
    await stage.change(settings);
    await expect(send(stage, sampleOrder(['001', '002']))).rejects.toMatchObject({ kind: 'auth', taken: 'no', code });
  });
});
