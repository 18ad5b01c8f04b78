import { describe, expect, it } from 'vitest';
import { HOOK, kitchen, memo, order, rub, submitted, TAKEN } from './fixtures.ts';

describe('an order of a page', () => {
  it('reaches FrontPad as one form and comes back with its id and number', async () => {
    const { crm, calls, form } = kitchen([TAKEN]);
    const result = await crm.submitOrder(order(), memo, HOOK);
    expect(result).toEqual({ ref: '5500417', number: '88', warnings: [] });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      operation: 'new_order',
      method: 'POST',
      url: 'https://app.frontpad.ru/api/index.php?new_order',
      kind: 'submit',
    });
    expect(form()).toEqual({
      'product[0]': '7001',
      'product_kol[0]': '1',
      hook_url: HOOK,
      name: 'Анна',
      phone: '+79161234567',
    });
  });

  it('has no number while FrontPad tells none, and takes numbers for texts', async () => {
    expect((await submitted({}, {}, { result: 'success', order_id: 5500417 })).result).toMatchObject({
      ref: '5500417',
      number: null,
    });
  });

  it('puts options behind their line as modifiers, counted for every piece', async () => {
    const { form } = await submitted({
      lines: [
        {
          sku: '7001',
          name: 'A',
          quantity: 2,
          price: rub(640),
          options: [{ sku: '91', name: 'Сыр', quantity: 2, price: rub(50) }],
        },
        {
          sku: '7002',
          name: 'B',
          quantity: 0.5,
          price: null,
          options: [{ sku: '92', name: 'Соус', quantity: 1, price: null }],
        },
      ],
    });
    expect(form).toMatchObject({
      'product[0]': '7001',
      'product_kol[0]': '2',
      'product[1]': '91',
      'product_kol[1]': '4',
      'product_mod[1]': '0',
      'product[2]': '7002',
      'product_kol[2]': '0.5',
      'product[3]': '92',
      'product_mod[3]': '2',
    });
    expect(Object.keys(form).filter(name => name.startsWith('product_mod'))).toEqual([
      'product_mod[1]',
      'product_mod[3]',
    ]);
  });

  it('sends our price only for the articles the shop lists', async () => {
    const lines = [
      { sku: '7001', name: 'A', quantity: 1, price: rub(640.5) },
      { sku: '7002', name: 'B', quantity: 1, price: rub(300) },
    ];
    expect((await submitted({ lines })).form).not.toHaveProperty('product_price[0]');
    const { form } = await submitted({ lines }, { priceOverride: ['7001'] });
    expect(form).toMatchObject({ 'product_price[0]': '640.50' });
    expect(form).not.toHaveProperty('product_price[1]');
  });

  it('tells a manager when the cost of delivery has no article to travel by', async () => {
    const paid = await submitted({ delivery: { cost: rub(200) } });
    expect(paid.warnings).toEqual([{ code: 'field-dropped', about: 'delivery.cost', money: true }]);
    const carried = await submitted({ delivery: { cost: rub(200), articleSku: '9900' } });
    expect(carried.form).toMatchObject({ 'product[1]': '9900', 'product_kol[1]': '1' });
    expect(carried.warnings).toEqual([]);
    const free = await submitted({ delivery: { cost: rub(0), articleSku: '9900' } });
    expect(free.form).not.toHaveProperty('product[1]');
  });

  it('composes the address', async () => {
    const address = {
      region: 'Татарстан',
      city: 'Казань',
      street: 'Баумана',
      house: '17',
      building: '2',
      apartment: '6',
      entrance: 'подъезд 3',
      floor: '12',
    };
    const { form, warnings } = await submitted({ delivery: { cost: null, address } });
    expect(form).toMatchObject({ street: 'Казань, Баумана', home: '17 к2', apart: '6', pod: '3', et: '12' });
    expect(warnings).toEqual([{ code: 'text-cut', about: 'pod', money: false }]);
    const chosen = await submitted({ delivery: { cost: null, address } }, { streetFields: ['street', 'region'] });
    expect(chosen.form['street']).toBe('Баумана, Татарстан');
  });

  it('cuts what is too long, visibly, and never half of a character', async () => {
    const { form, warnings } = await submitted({ customer: { name: `${'я'.repeat(49)}😀` }, comment: 'ы'.repeat(140) });
    expect(form['name']).toBe('я'.repeat(49));
    expect(form['descr']).toHaveLength(100);
    expect(warnings).toEqual([
      { code: 'text-cut', about: 'name', money: false },
      { code: 'text-cut', about: 'descr', money: false },
    ]);
  });

  it('drops an e-mail address FrontPad could not use', async () => {
    expect((await submitted({ customer: { email: 'anna@example.com' } })).form['mail']).toBe('anna@example.com');
    for (const email of ['anna@', `${'a'.repeat(45)}@example.com`]) {
      const { form, warnings } = await submitted({ customer: { email } });
      expect(form).not.toHaveProperty('mail');
      expect(warnings).toEqual([{ code: 'field-dropped', about: 'mail', money: false }]);
    }
  });

  it('tells in the comment what FrontPad has no field for', async () => {
    const { form } = await submitted(
      {
        lines: [
          {
            sku: '7001',
            name: 'Маргарита',
            quantity: 1,
            price: null,
            properties: [{ name: 'тесто', value: 'тонкое' }],
          },
        ],
        delivery: {
          method: 'pickup',
          pickupName: 'Баумана 17',
          cost: null,
          recipient: { name: 'Олег', phone: '+79160000000' },
        },
        comment: 'Не звонить\nв дверь',
      },
      { mark: { rules: [{ from: 'delivery.method', codes: { pickup: 'САМОВЫВОЗ' } }] } },
    );
    expect(form['descr']).toBe(
      'САМОВЫВОЗ; Баумана 17; Получатель: Олег +79160000000; Не звонить в дверь; Маргарита: тесто тонкое',
    );
  });

  it('chooses branch, channel, point and payment by delivery, pick-up point, origin and form field', async () => {
    const settings = {
      affiliate: { default: '1', rules: [{ from: 'delivery.pickupPoint', codes: { north: '2' } }] },
      channel: { rules: [{ from: 'origin', codes: { 'https://shop.example': '7' } }] },
      point: { rules: [{ from: 'fields.hall', codes: { terrace: '4' } }] },
      pay: { default: '1', rules: [{ from: 'payment.method', codes: { card: '3' } }] },
    };
    const over = {
      payment: { method: 'card' },
      delivery: { pickupPoint: 'north', cost: null },
      fields: { hall: 'terrace' },
    };
    expect((await submitted(over, settings)).form).toMatchObject({
      affiliate: '2',
      channel: '7',
      point: '4',
      pay: '3',
    });
    const plain = (await submitted({ payment: { method: 'constructor' } }, settings)).form;
    expect(plain['affiliate']).toBe('1');
    expect(plain).not.toHaveProperty('point');
    expect(plain['pay']).toBe('1');
  });

  it('sends tags, followed statuses, persons and certificate', async () => {
    const settings = { tags: ['4', '9'], hookStatuses: ['3', '10'], additional: { person: 'fields.guests' } };
    const over = { certificate: 'GIFT-1', persons: 2 };
    expect((await submitted(over, settings)).form).toMatchObject({
      'tags[0]': '4',
      'tags[1]': '9',
      'hook_status[0]': '3',
      'hook_status[1]': '10',
      certificate: 'GIFT-1',
      person: '2',
    });
    expect((await submitted({ ...over, fields: { guests: '12' } }, settings)).form['person']).toBe('12');
    const odd = await submitted({ fields: { guests: 'много' } }, settings);
    expect(odd.form).not.toHaveProperty('person');
    expect(odd.warnings).toEqual([{ code: 'field-dropped', about: 'person', money: false }]);
  });
});

describe('the wanted time', () => {
  const at = (when: string) => submitted({ delivery: { at: when, cost: null } });

  it('is told by the clock of the shop, also across midnight', async () => {
    expect((await at('2026-11-21T22:30:00Z')).form['datetime']).toBe('2026-11-22 01:30:00');
    expect((await at('2026-12-31T23:59:59+02:00')).form).not.toHaveProperty('datetime');
  });

  it('follows daylight saving time', async () => {
    const { crm, form } = kitchen(
      [TAKEN],
      {},
      { timeZone: 'Europe/Chisinau', now: () => Date.parse('2026-10-20T00:00:00Z') },
    );
    await crm.submitOrder(order({ delivery: { at: '2026-10-24T12:00:00Z', cost: null } }), memo, HOOK);
    await crm.submitOrder(order({ delivery: { at: '2026-10-26T12:00:00Z', cost: null } }), memo, HOOK);
    expect([form(0)['datetime'], form(1)['datetime']]).toEqual(['2026-10-24 15:00:00', '2026-10-26 14:00:00']);
  });

  it('stands in the comment when it is more than 30 days ahead, and a manager is told', async () => {
    expect((await at('2026-12-21T12:00:00Z')).form['datetime']).toBe('2026-12-21 15:00:00');
    const { form, warnings } = await at('2026-12-21T12:00:01Z');
    expect(form).not.toHaveProperty('datetime');
    expect(form['descr']).toBe('На 2026-12-21 15:00:01');
    expect(warnings).toEqual([{ code: 'date-refused', about: 'datetime', money: false }]);
  });
});

describe('FrontPad’s warnings about an order it took', () => {
  const lines = [
    { sku: '7001', name: 'A', quantity: 1, price: null, options: [{ sku: '91', name: 'a', quantity: 1, price: null }] },
    { sku: '7002', name: 'B', quantity: 1, price: null },
  ];
  const warned = async (warnings: unknown, beside: object = {}) =>
    (await submitted({ lines }, { tags: ['4', '9'], hookStatuses: ['3', '10'] }, { ...TAKEN, ...beside, warnings }))
      .warnings;
  const dropped = (about: string) => ({ code: 'line-dropped', about, money: true });

  it('name dropped lines by their place; a modifier goes with its line', async () => {
    expect(await warned({ invalid_product_keys: { 0: '0' } })).toEqual([dropped('7001'), dropped('91')]);
    expect(await warned({ invalid_product_keys: [1, 2] })).toEqual([dropped('91'), dropped('7002')]);
    expect(await warned({ invalid_product_keys: '2' })).toEqual([dropped('7002')]);
    expect(await warned({ invalid_product_keys: { 0: '7002', 1: '55' } })).toEqual([dropped('7002'), dropped('55')]);
  });

  it('name refused certificates, dates, tags and statuses', async () => {
    const told = {
      invalid_certificate: 'x',
      invalid_datetime: 'too_long_period',
      invalid_tags: { 0: 1 },
      invalid_hook_status: ['0'],
      something_new: 1,
    };
    expect(await warned(told)).toEqual([
      { code: 'certificate-refused', about: 'certificate', money: true },
      { code: 'date-refused', about: 'datetime', money: false },
      { code: 'tag-refused', about: '9', money: false },
      { code: 'status-hook-refused', about: '3', money: false },
      { code: 'other', about: 'something_new', money: false },
    ]);
  });

  it('are told even where they cannot be read', async () => {
    for (const odd of [
      { invalid_product_keys: { 0: { id: 1 } } },
      { invalid_product_keys: null },
      ['invalid_product_keys'],
    ]) {
      expect(await warned(odd)).toEqual([dropped('unknown')]);
    }
    expect(await warned('invalid_certificate')).toHaveLength(1);
  });

  it('are found beside `warnings` too, and their absence in any shape is fine', async () => {
    expect(await warned(undefined, { invalid_tag: ['0'], invalid_certificate: '' })).toEqual([
      { code: 'tag-refused', about: '4', money: false },
    ]);
    for (const none of [[], null, '', {}, 7, undefined]) expect(await warned(none)).toEqual([]);
  });
});
