import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { account, down, failure, memoOf, order, refused, rub } from './fixtures.ts';

const card = (amount: number, over: object = {}) => ({
  loyaltyAccounts: [
    { id: 170, cardNumber: '2222 3333 4444 5556', amount: 9999, status: 'activated', active: true },
    {
      ...{ id: 168, cardNumber: '2222 3333 4444 5555', amount, status: 'activated', active: true },
      ...{ loyalty: { currency: 'RUB' }, ...over },
    },
  ],
});
const CODE = '2222333344445555';
const settings = { certificates: 'loyalty' };
const paid = order({ certificate: CODE, discount: rub(300) });
const linked = () => memoOf({ linked: true });
const refusal = [{ code: 'certificate-refused', about: 'certificate', money: true }];

describe('a certificate that is a loyalty card', () => {
  it('is the one with the same number, blanks aside', async () => {
    const { crm, of } = account({ 'loyalty/accounts': [{ loyaltyAccounts: [] }, card(1000)] }, settings);
    expect(await crm.certificate(CODE)).toEqual({ kind: 'money', amount: rub(1000), state: 'valid' });
    expect(of('loyalty/accounts').map(({ query }) => query.get('filter[cardNumber]'))).toEqual([
      CODE,
      '2222 3333 4444 5555',
    ]);
    expect(await crm.certificate('22223333')).toBeNull();
  });

  it.each([
    [card(0), 'used'],
    [card(5, { status: 'deactivated' }), 'expired'],
    [card(5, { active: false }), 'expired'],
  ])('may be good for nothing: %#', async (answer, state) => {
    expect(await account({ 'loyalty/accounts': answer }, settings).crm.certificate(CODE)).toMatchObject({ state });
  });

  it('is charged what it took off, once', async () => {
    const memo = linked();
    const { crm, of } = account({ 'loyalty/accounts': card(1000), 'loyalty/charge': {} }, settings);
    expect(await crm.finish(paid, memo)).toEqual([]);
    expect(await crm.finish(paid, memo)).toEqual([]);
    const [charge, second] = of('loyalty/charge');
    expect(second).toBeUndefined();
    expect(charge?.request).toMatchObject({ kind: 'submit', method: 'POST' });
    expect(charge?.request.url).toContain('/api/v5/loyalty/account/168/bonus/charge');
    expect(Object.fromEntries(charge?.form ?? [])).toEqual({ amount: '300', comment: 'K7-4821' });
  });

  it.each([
    ['is not charged again where the balance shows that it was', 700, 1],
    ['is charged again where the balance shows that it was not', 1000, 2],
  ])('%s', async (_, balance, charges) => {
    const memo = linked();
    const { crm, of } = account(
      { 'loyalty/accounts': [card(1000), card(balance)], 'loyalty/charge': [down, {}] },
      settings,
    );
    await failure(crm.finish(paid, memo));
    expect(await crm.finish(paid, memo)).toEqual([]);
    expect(of('loyalty/charge')).toHaveLength(charges);
  });

  it('is left to a manager where the balance tells neither', async () => {
    const memo = linked();
    const { crm } = account({ 'loyalty/accounts': [card(1000), card(950)], 'loyalty/charge': down }, settings);
    await failure(crm.finish(paid, memo));
    expect(await failure(crm.finish(paid, memo))).toMatchObject({ kind: 'invalid', code: 'charge-unclear' });
  });

  it('warns where it covers less than it took off, or nothing', async () => {
    const less = account({ 'loyalty/accounts': card(100), 'loyalty/charge': {} }, settings);
    expect(await less.crm.finish(paid, linked())).toEqual(refusal);
    expect(less.of('loyalty/charge')[0]?.form.get('amount')).toBe('100');
    const none = account({ 'loyalty/accounts': card(0) }, settings);
    expect(await none.crm.finish(paid, linked())).toEqual(refusal);
    const undiscounted = account({}, settings);
    expect(await undiscounted.crm.finish(order({ certificate: CODE }), linked())).toEqual(refusal);
  });

  const charged = (more: object = {}) =>
    memoOf({ linked: true, charge: { account: '168', amount: 30_000, before: 100_000 }, charged: true, ...more });

  it('gets back what it paid, once, when the order is cancelled', async () => {
    const memo = charged();
    const { crm, of } = account({ 'loyalty/accounts': card(700), 'loyalty/credit': { loyaltyBonus: {} } }, settings);
    await crm.releaseCertificate(paid, memo);
    await crm.releaseCertificate(paid, memo);
    expect(of('loyalty/credit').map(({ form }) => Object.fromEntries(form))).toEqual([
      { amount: '300', comment: 'K7-4821' },
    ]);
    expect(of('loyalty/credit')[0]?.request.url).toContain('/api/v5/loyalty/account/168/bonus/credit');
  });

  it('gets nothing back that it did not pay', async () => {
    const { crm, of } = account({}, settings);
    await crm.releaseCertificate(paid, linked());
    await crm.releaseCertificate(order(), charged());
    expect(of('loyalty/credit')).toEqual([]);
    expect(await failure(crm.releaseCertificate(paid, charged({ charged: undefined })))).toMatchObject({
      code: 'charge-unclear',
    });
  });

  it('is never credited twice: an answer that was lost is asked of the balance, or of a person', async () => {
    const shown = charged();
    const taken = account({ 'loyalty/accounts': [card(700), card(1000)], 'loyalty/credit': down }, settings);
    await failure(taken.crm.releaseCertificate(paid, shown));
    await taken.crm.releaseCertificate(paid, shown);
    const hidden = charged();
    const silent = account({ 'loyalty/accounts': card(700), 'loyalty/credit': down }, settings);
    await failure(silent.crm.releaseCertificate(paid, hidden));
    expect(await failure(silent.crm.releaseCertificate(paid, hidden))).toMatchObject({ code: 'charge-unclear' });
    expect([taken, silent].map(({ of }) => of('loyalty/credit').length)).toEqual([1, 1]);
    const limited = new CrmFailure('any', { kind: 'limit', taken: 'no' });
    const later = account({ 'loyalty/accounts': card(700), 'loyalty/credit': [limited, {}] }, settings);
    const memo = charged();
    await failure(later.crm.releaseCertificate(paid, memo));
    await later.crm.releaseCertificate(paid, memo);
    expect(memo.value['released']).toBe(true);
  });

  it('is not charged what a promo code takes off beside it', async () => {
    const { crm, of } = account({ 'loyalty/accounts': card(1000), 'loyalty/charge': {} }, settings);
    expect(await crm.finish({ ...paid, certificateDiscount: rub(120) }, linked())).toEqual([]);
    expect(of('loyalty/charge')[0]?.form.get('amount')).toBe('120');
  });

  it('is a refusal where the CRM refuses', async () => {
    const { crm } = account(
      { 'loyalty/accounts': card(1000), 'loyalty/charge': refused('Validation error', { amount: 'Too much' }) },
      settings,
    );
    expect(await failure(crm.finish(paid, linked()))).toMatchObject({ kind: 'invalid' });
  });
});
