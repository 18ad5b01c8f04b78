import { describe, expect, it } from 'vitest';
import { openFrontpad, order } from '../open.ts';

describe('new_order', () => {
  it('answers its id and number as strings, new ones for each order', async () => {
    const frontpad = await openFrontpad();
    const first = await frontpad.call('new_order', order());
    const second = await frontpad.call('new_order', order());
    expect(first).toEqual({
      result: 'success',
      order_id: expect.stringMatching(/^\d+$/),
      order_number: expect.stringMatching(/^\d+$/),
    });
    expect(second.order_id).not.toBe(first.order_id);
    expect(second.order_number).not.toBe(first.order_number);
    expect(await frontpad.lastOrder()).toMatchObject({ ref: second.order_id, number: second.order_number });
  });

  it('keeps every field as it came, but for the secret', async () => {
    const frontpad = await openFrontpad();
    const form = order({ pay: '2', person: '3', channel: '2', affiliate: '1', point: '1', 'tags[0]': '3' });
    await frontpad.call('new_order', form);
    expect(await frontpad.lastOrder()).toMatchObject({ received: form, tags: ['3'], notes: [], warnings: {} });
    expect((await frontpad.lastOrder()).received).not.toHaveProperty('secret');
  });

  it.each([
    [{}],
    [{ 'product[0]': '001' }],
    [{ 'product_kol[0]': '1' }],
    [{ 'product[0]': '1', 'product_kol[0]': '1' }],
    [{ product: '001', product_kol: '1' }],
  ])('refuses %j: no line is left', async form => {
    const frontpad = await openFrontpad();
    const before = await frontpad.orders();
    expect(await frontpad.call('new_order', form)).toEqual({ result: 'error', error: 'invalid_product_keys' });
    expect(await frontpad.orders()).toEqual(before);
  });

  it('drops lines it cannot read and warns of them by index, without the number', async () => {
    const frontpad = await openFrontpad();
    const form = order({
      'product[1]': '999',
      'product_kol[1]': '1',
      'product[2]': '0101',
      'product_kol[2]': '1',
      'product_mod[2]': '1',
      'product[3]': '020',
      'product_kol[3]': '0',
      'product[4]': '002',
      'product_kol[4]': '1',
    });
    const answer = await frontpad.call('new_order', form);
    expect(answer).toEqual({
      result: 'success',
      order_id: expect.any(String),
      warnings: { invalid_product_keys: ['1', '2', '3'] },
    });
    expect((await frontpad.lastOrder()).lines.map(line => line.sku)).toEqual(['001', '002']);
    await frontpad.set({ numberWithWarnings: true });
    expect(await frontpad.call('new_order', form)).toHaveProperty('order_number');
  });

  it('hangs modifiers on their parents, by place in what was kept', async () => {
    const frontpad = await openFrontpad();
    const lines = { 'product[1]': '010', 'product_kol[1]': '1', 'product[2]': '0104', 'product_kol[2]': '1' };
    await frontpad.call('new_order', order({ 'product[0]': 'gone', ...lines, 'product_mod[2]': '1' }));
    expect((await frontpad.lastOrder()).lines).toMatchObject([
      { sku: '010', parent: null },
      { sku: '0104', parent: 0 },
    ]);
  });

  it('uses a price that was sent only for products with the option', async () => {
    const frontpad = await openFrontpad();
    const delivery = { 'product[1]': '900', 'product_kol[1]': '1', 'product_price[1]': '350' };
    await frontpad.call('new_order', order({ ...delivery, 'product_price[0]': '1' }));
    const { lines, totals, notes } = await frontpad.lastOrder();
    expect(lines.map(line => line.price)).toEqual([520, 350]);
    expect(totals.total).toBe(1390);
    expect(notes).toEqual([expect.stringContaining('product_price[0]')]);
  });

  it('cuts what is too long, and notes it', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order({ descr: `${'ё'.repeat(99)}🍕🍣`, pod: '123', card: 'A1' }));
    const { comment, notes } = await frontpad.lastOrder();
    expect(comment).toBe(`${'ё'.repeat(99)}🍕`);
    expect(notes).toEqual([
      'card was not used: a positive whole number was expected',
      'pod was cut from 3 to 2 characters',
      'descr was cut from 101 to 100 characters',
    ]);
  });

  it('notes codes that are in no directory', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order({ pay: '77', person: 'двое' }));
    expect((await frontpad.lastOrder()).notes).toEqual([
      expect.stringContaining('pay "77"'),
      expect.stringContaining('person'),
    ]);
  });
});

describe('warnings of new_order', () => {
  const now = Date.UTC(2026, 10, 21, 12);

  it.each([
    ['2026-11-21 19:30:00', undefined],
    ['2026-12-21 15:00:00', undefined],
    ['2026-12-21 15:00:01', 'too_long_period'],
    ['2026-11-31 12:00:00', 'invalid_format'],
    ['завтра', 'invalid_format'],
  ])('datetime %s: %s', async (datetime, warning) => {
    const frontpad = await openFrontpad({ now: () => now });
    const { warnings } = await frontpad.call('new_order', order({ datetime }));
    expect(warnings).toEqual(warning && { invalid_datetime: warning });
    expect((await frontpad.lastOrder()).deliverAt).toBe(warning ? null : datetime);
  });

  it('takes datetime in the time of the account', async () => {
    const frontpad = await openFrontpad({ now: () => now, settings: { timeZone: 'Asia/Vladivostok' } });
    expect(await frontpad.call('new_order', order({ datetime: '2026-12-21 22:00:00' }))).not.toHaveProperty('warnings');
  });

  it('names tags and hook statuses it does not know, or has too many of', async () => {
    const frontpad = await openFrontpad();
    const codes = ['1', '3', '12', '77', '4', '10', '11'];
    const hooks = Object.fromEntries(codes.map((code, index) => [`hook_status[${index}]`, code]));
    const { warnings } = await frontpad.call('new_order', order({ ...hooks, 'tags[0]': '1', 'tags[1]': '55' }));
    expect(warnings).toEqual({ invalid_tags: ['1'], invalid_hook_status: ['3', '6'] });
  });

  it('answers a bad certificate with an error or, as a setting has it, a warning', async () => {
    const frontpad = await openFrontpad();
    const form = order({ certificate: '700999' });
    const before = await frontpad.orders();
    expect(await frontpad.call('new_order', form)).toEqual({ result: 'error', error: 'invalid_certificate' });
    expect(await frontpad.orders()).toEqual(before);
    await frontpad.set({ invalidCertificate: 'warning' });
    expect(await frontpad.call('new_order', form)).toMatchObject({
      result: 'success',
      warnings: { invalid_certificate: '700999' },
    });
    expect(await frontpad.lastOrder()).toMatchObject({ certificate: null, totals: { total: 1040 } });
  });
});

describe('totals', () => {
  const two = { 'product[1]': '009', 'product_kol[1]': '1' };

  it.each([
    ['nothing', {}, { lines: 1040, total: 1040 }],
    ['percent, on what may be discounted', { ...two, sale: '10' }, { lines: 3530, discount: 104, total: 3426 }],
    ['an amount', { sale_amount: '40' }, { discount: 40, total: 1000 }],
    ['an amount above the sum', { sale_amount: '5000' }, { discount: 1040, total: 0 }],
    ['both discounts: the percent', { sale: '50', sale_amount: '1' }, { discount: 520, total: 520 }],
    ['no percent, and an amount', { sale: '0', sale_amount: '40' }, { discount: 40, total: 1000 }],
    ['a percent out of bounds', { sale: '101' }, { discount: 0, total: 1040 }],
    ['a negative amount', { sale_amount: '-5' }, { discount: 0, total: 1040 }],
    ['a money certificate', { certificate: '700101' }, { certificate: 1040, total: 0 }],
    ['a percent certificate after a discount', { sale: '50', certificate: '700200' }, { certificate: 78, total: 442 }],
    ['a product certificate without the product', { certificate: '700300' }, { certificate: 0, total: 1040 }],
    ['a product certificate', { 'product[0]': '010', certificate: '700300' }, { certificate: 490, total: 490 }],
    ['more points than there are', { phone: '79000000011', score: '400' }, { score: 350, total: 690 }],
    [
      'kopecks',
      { phone: '79000000011', score: '100.1', sale_amount: '0.2' },
      { discount: 0.2, score: 100.1, total: 939.7 },
    ],
    ['points of nobody', { score: '10' }, { score: 0, total: 1040 }],
  ])('with %s', async (_, extra, totals) => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order(extra));
    expect((await frontpad.lastOrder()).totals).toMatchObject(totals);
  });

  it('take the points off the client', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order({ phone: '79000000011', score: '49.9' }));
    expect(await frontpad.call('get_client', { client_phone: '79000000011' })).toMatchObject({ score: '300.1' });
  });

  it('are not disturbed by the zeros of clients that send every field', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order({ score: '0', sale: '0', sale_amount: '0' }));
    expect(await frontpad.lastOrder()).toMatchObject({ totals: { total: 1040 }, notes: [] });
  });
});
