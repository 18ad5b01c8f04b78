import { describe, expect, it } from 'vitest';
import type { Order as HeldOrder } from '../../demo/sandbox/frontpad/account.ts';
import type { Order } from '../../proxy/crm/order.ts';
import { createMemo, fullOrder, sampleOrder } from './ask.ts';
import { subject } from './frontpad.ts';
import { openStage, patient, type Stage, until } from './stage.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);

describe('FrontPad, beyond the contract', patient, () => {
  const send = async (stage: Stage, order: Order) => {
    const submitted = await stage.connection.methods.submitOrder?.(order, createMemo(), stage.hookUrl);
    const held = (await stage.orders()).find(({ ref }) => ref === submitted?.ref);
    return { submitted, held: held as HeldOrder };
  };

  it('hangs options on their dish, and sends the delivery as the article it is', async () => {
    await using stage = await openStage(subject);
    const order = fullOrder(['010', '0104', '020'], '2026-11-21T21:00:00+03:00');
    const delivery = { ...order.delivery, articleSku: '900', cost: { amount: 20_000, currency: 'RUB' } };
    const { held } = await send(stage, { ...order, delivery });
    expect(held.lines.map(({ sku, quantity, parent }) => [sku, quantity, parent])).toEqual([
      ['010', 2, null],
      ['0104', 2, 0],
      ['020', 1, null],
      ['900', 1, null],
    ]);
  });

  it('redeems a certificate with the order, once', async () => {
    await using stage = await openStage(subject);
    const order = sampleOrder(['001', '002'], { certificate: '700100' });
    expect((await send(stage, order)).held).toMatchObject({ certificate: '700100', totals: { certificate: 1000 } });
    await expect(send(stage, order)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'invalid_certificate',
      taken: 'no',
    });
    expect(await stage.connection.methods.certificate?.('700100')).toBeNull();
  });

  it("grants the discount FrontPad keeps for the client's phone, and says so", async () => {
    await using stage = await openStage(subject);
    const order = sampleOrder(['001', '002'], { customer: { name: 'Ольга', phone: '+79000000011' } });
    const { submitted, held } = await send(stage, order);
    expect(held.totals).toMatchObject({ lines: 1640, discount: 164, total: 1476 });
    expect(submitted?.warnings).toEqual([{ code: 'discount-changed', about: 'sale', money: true }]);
  });

  it('puts a time FrontPad would refuse into the comment', async () => {
    await using stage = await openStage(subject);
    const at = new Date(stage.clock.now() + 31 * 86_400_000).toISOString();
    const { submitted, held } = await send(stage, sampleOrder(['001', '002'], { delivery: { at } }));
    expect(submitted?.warnings.map(({ code }) => code)).toEqual(['date-refused']);
    expect(held).toMatchObject({ deliverAt: null, notes: [], warnings: {} });
    expect(held.comment).not.toBe('');
  });

  it('makes nothing of the trial of an address', async () => {
    await using stage = await openStage(subject);
    await stage.change({ hookUrl: stage.hookUrl });
    await until(() => stage.hooks[1]);
    expect(stage.hooks.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(stage.hooks.map(request => stage.connection.methods.parseHook?.(request))).toEqual([[], []]);
  });

  it.each([
    [{ apiOff: true }, 'auth'],
    [{ plan: false }, 'auth'],
    [{ cashClosed: true }, 'unavailable'],
  ])('keeps an order back when FrontPad says %o', async (settings, kind) => {
    await using stage = await openStage(subject);
    await stage.change(settings);
    await expect(send(stage, sampleOrder(['001', '002']))).rejects.toMatchObject({ kind, taken: 'no' });
  });

  it('stays within the quota: FrontPad never has to say that it is too much', async () => {
    await using stage = await openStage(subject);
    const sent = Array.from({ length: 12 }, () => send(stage, sampleOrder(['001', '002'])));
    expect(await Promise.all(sent)).toHaveLength(12);
  });
});
