import { describe, expect, it } from 'vitest';
import { createMemo, sampleOrder } from './ask.ts';
import { subject } from './moysklad.ts';
import { openStage, patient } from './stage.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);

describe('MoySklad, beyond the contract', patient, () => {
  it('has money that came in stand for its order, and money that went back under its item', async () => {
    await using stage = await openStage({
      ...subject,
      settings: url => {
        const { least, all } = subject.settings(url);
        return { least, all: { ...all, refunds: { expenseItem: '239d7869-5248-5ead-819e-5dedc7748575' } } };
      },
    });
    const { methods } = stage.connection;
    const paid = { method: 'cash', amount: { amount: 10_000, currency: 'RUB' }, status: 'paid' as const };
    const order = sampleOrder(stage.data.skus, { payments: [paid] });
    const memo = createMemo();
    const submitted = await methods.submitOrder?.(order, memo, stage.hookUrl);
    expect(await methods.finish?.(order, memo)).toEqual([]);
    const inCrm = { ref: submitted?.ref ?? '', number: submitted?.number ?? null, externalId: order.externalId };
    for (const method of ['cash', 'card', 'card']) {
      await methods.recordPayment?.(inCrm, { ...paid, method, status: 'refunded' });
    }
    const codes = (await methods.directory?.())?.['expenseItems']?.map(({ name }) => name);
    expect(codes).toEqual(['Возврат']);
  });
});
