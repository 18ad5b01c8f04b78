import { describe, expect, it } from 'vitest';
import { HOOK, kitchen, memo, order, rub, submitted, TAKEN } from './fixtures.ts';

const additional = { card: 'fields.club', score: 'fields.points', sale: 'fields.percent', sale_amount: 'fields.off' };
const MONEY_FIELDS = ['card', 'score', 'sale', 'sale_amount'];

describe('discounts of the site’s back end', () => {
  it('travel as given, one of percent and amount', async () => {
    const percent = await submitted(
      { source: 'site', fields: { club: '4321', points: '150', percent: '15' } },
      { additional },
    );
    expect(percent.form).toMatchObject({ card: '4321', score: '150', sale: '15' });
    expect(percent.warnings).toEqual([]);

    const both = await submitted({ source: 'site', fields: { percent: '15', off: '100' } }, { additional });
    expect(both.form['sale_amount']).toBe('100');
    expect(both.form).not.toHaveProperty('sale');
    expect(both.warnings).toEqual([{ code: 'field-dropped', about: 'sale', money: true }]);
  });

  it('are whole roubles; rounding is told', async () => {
    const whole = await submitted({ source: 'site', discount: rub(250) });
    expect(whole.form['sale_amount']).toBe('250');
    expect(whole.warnings).toEqual([]);
    const odd = await submitted({ source: 'site', discount: rub(250.6) });
    expect(odd.form['sale_amount']).toBe('251');
    expect(odd.warnings).toEqual([{ code: 'discount-changed', about: 'sale_amount', money: true }]);
    const tiny = await submitted({ source: 'site', discount: rub(0.2) });
    expect(tiny.form).not.toHaveProperty('sale_amount');
    expect(tiny.warnings).toHaveLength(1);
  });

  it('are dropped with a word when they make no sense', async () => {
    const fields = { club: '12345678901234567', points: '-5', percent: '101', off: 'сто' };
    const { form, warnings } = await submitted({ source: 'site', fields }, { additional });
    for (const field of MONEY_FIELDS) expect(form).not.toHaveProperty(field);
    expect(warnings.map(warning => [warning.code, warning.money])).toEqual(Array(4).fill(['field-dropped', true]));
  });

  it('beside a certificate are sent, and somebody is asked to look', async () => {
    const { form, warnings } = await submitted({ source: 'site', discount: rub(100), certificate: 'GIFT-1' });
    expect(form).toMatchObject({ sale_amount: '100', certificate: 'GIFT-1' });
    expect(warnings).toEqual([{ code: 'discount-changed', about: 'certificate', money: true }]);
  });
});

describe.each(['page', 'form'])('discounts of a %s', source => {
  it('never come from a field a visitor filled in', async () => {
    const fields = { club: '4321', points: '150', percent: '99', off: '5000' };
    const { form, warnings } = await submitted({ source, fields }, { additional });
    for (const field of MONEY_FIELDS) expect(form).not.toHaveProperty(field);
    expect(warnings.map(warning => warning.about).sort()).toEqual([...MONEY_FIELDS].sort());
  });

  it('leave a certificate to FrontPad', async () => {
    const { form, warnings } = await submitted({ source, discount: rub(300), certificate: 'GIFT-1' });
    expect(form['certificate']).toBe('GIFT-1');
    expect(form).not.toHaveProperty('sale_amount');
    expect(warnings).toEqual([]);
  });

  it('say what a promo code took off beside a certificate, as FrontPad does not', async () => {
    const both = { source, discount: rub(300), certificateDiscount: rub(200), certificate: 'GIFT-1' };
    expect((await submitted(both)).warnings).toMatchObject([{ code: 'discount-changed', money: true }]);
  });
});

describe('the discount of the phone', () => {
  const client = { result: 'success', name: 'Анна', street: 'Баумана', card: '77', sale: '10', score: '5' };
  const on = { clientDiscount: true, phoneFormat: '8(XXX)XXX-XX-XX' };
  const run = async (over: Record<string, unknown>, answers: (object | Error)[], settings: object = on) => {
    const { crm, calls, form } = kitchen(answers, settings);
    const { warnings } = await crm.submitOrder(order(over), memo, HOOK);
    return { calls: calls.map(call => call.operation), form, warnings };
  };

  it('is asked for and granted when the shop says so, and the manager is told', async () => {
    const { calls, form, warnings } = await run({}, [client, TAKEN]);
    expect(calls).toEqual(['get_client', 'new_order']);
    expect(form(0)).toEqual({ client_phone: '8(916)123-45-67' });
    expect(form(1)).toMatchObject({ phone: '8(916)123-45-67', sale: '10' });
    expect(form(1)).not.toHaveProperty('card');
    expect(warnings).toEqual([{ code: 'discount-changed', about: 'sale', money: true }]);
  });

  it('is not asked for otherwise', async () => {
    expect((await run({}, [TAKEN], {})).calls).toEqual(['new_order']);
    expect((await run({ certificate: 'GIFT-1' }, [TAKEN])).calls).toEqual(['new_order']);
    expect((await run({ source: 'site', discount: rub(10) }, [TAKEN])).calls).toEqual(['new_order']);
    const card = { source: 'site', fields: { club: '1' } };
    expect((await run(card, [TAKEN], { ...on, additional })).calls).toEqual(['new_order']);
    expect((await run({ customer: {} }, [TAKEN])).calls).toEqual(['new_order']);
    expect((await run({ customer: { phone: 'позвоните' } }, [TAKEN])).calls).toEqual(['new_order']);
  });

  it('may be absent, unknown or out of order: the order goes on', async () => {
    for (const none of [
      { ...client, sale: '0' },
      { ...client, sale: '' },
      { result: 'error', error: 'invalid_client_phone' },
    ]) {
      const { form, warnings } = await run({}, [none, TAKEN]);
      expect(form(1)).not.toHaveProperty('sale');
      expect(warnings).toEqual([]);
    }
    for (const trouble of [new Error('down'), { result: 'error', error: 'requests_limit' }]) {
      const { form, warnings } = await run({}, [trouble, TAKEN]);
      expect(form(1)).toHaveProperty('product[0]', '7001');
      expect(warnings).toEqual([{ code: 'other', about: 'get_client', money: false }]);
    }
  });
});

describe('a line’s own discount', () => {
  const lines = [{ sku: '7001', name: 'Маргарита', quantity: 2, price: rub(640), discount: rub(40) }];

  it('cannot be given where FrontPad prices the line, and that is told', async () => {
    const { form, warnings } = await submitted({ lines });
    expect(form).not.toHaveProperty('product_price[0]');
    expect(warnings).toEqual([{ code: 'discount-changed', about: '7001', money: true }]);
  });

  it('is off the price where we send one', async () => {
    const { form, warnings } = await submitted({ lines }, { priceOverride: ['7001'] });
    expect(form['product_price[0]']).toBe('600');
    expect(warnings).toEqual([]);
  });
});

it('takes no status to begin with', async () => {
  expect((await submitted({ status: '1' })).warnings).toEqual([
    { code: 'field-dropped', about: 'status', money: false },
  ]);
});
