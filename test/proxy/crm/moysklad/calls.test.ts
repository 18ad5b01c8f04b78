import { describe, expect, it } from 'vitest';
import type { CrmMethods } from '../../../../proxy/crm/crm.ts';
import { moysklad } from '../../../../proxy/crm/moysklad/index.ts';
import { createMemo, given, sampleOrder } from '../../../contract/ask.ts';
import { subject } from '../../../contract/moysklad.ts';
import { keepLog, outcome } from '../../../contract/record.ts';
import { connectSubject, type Subject } from '../../../contract/subject.ts';
import { type Asked, createTransport, type Said } from '../../../contract/transport.ts';
import { createFakeClock } from '../../../kit/clock.ts';
import { id } from './fixtures.ts';

const json = (body: unknown, status = 200): Said => ({ status, body: JSON.stringify(body) });
const list = (...rows: object[]): Said => json({ meta: { size: rows.length }, rows });
const failed = (status: number, code: number, parameter = ''): Said => json({ errors: [{ code, parameter }] }, status);

const nameOf = ({ method, url }: Asked): string => `${method} ${new URL(url).pathname.replace('/api/remap/1.2/', '')}`;
const filterOf = ({ url }: Asked): string => new URL(url).searchParams.get('filter') ?? '';

type Changed = Awaited<ReturnType<NonNullable<CrmMethods['changesSince']>>>;
type Answers = Record<string, Said | ((asked: Asked) => Said)>;

/** MoySklad as the contract knows it, but for some answers. */
const open = (answers: Answers = {}, settings: object = {}) => {
  const clock = createFakeClock(Date.UTC(2026, 10, 21, 16));
  const dispatcher = createTransport(asked => {
    const answer = answers[nameOf(asked)] ?? subject.good(asked);
    return typeof answer === 'function' ? answer(asked) : answer;
  });
  const chosen: Subject = {
    ...subject,
    settings: url => ({ least: {}, all: { ...subject.settings(url).all, ...settings } }),
  };
  const { methods } = connectSubject(chosen, { clock, log: keepLog(), dispatcher });
  const after = async <Value>(call: Promise<Value> | undefined): Promise<Value | undefined> => {
    const settled = Promise.allSettled([call]);
    await clock.advance(120_000);
    await settled;
    return call;
  };
  const sent = (name: string) => dispatcher.asked.filter(asked => nameOf(asked) === name);
  return { methods, asked: dispatcher.asked, sent, after, clock };
};

const bodyOf = (asked: Asked | undefined): Record<string, unknown> => JSON.parse(asked?.body ?? '{}');
const submit = (stage: ReturnType<typeof open>, order = sampleOrder(given.skus), memo = createMemo()) =>
  stage.after(stage.methods.submitOrder?.(order, memo, given.hookUrl));

describe('the key', () => {
  const request = { operation: 'any', method: 'GET', url: 'https://crm.example/', kind: 'read' } as const;
  it('is a token, or login and password', () => {
    expect(moysklad.authorize(request, { token: 'abc' })).toMatchObject({ headers: { authorization: 'Bearer abc' } });
    expect(moysklad.authorize(request, { token: 'админ@shop:пароль' })).toMatchObject({
      headers: { authorization: `Basic ${Buffer.from('админ@shop:пароль').toString('base64')}` },
    });
  });

  it('goes with the headers MoySklad insists on', async () => {
    const stage = open();
    await stage.after(stage.methods.probe());
    expect(stage.asked[0]?.headers).toMatchObject({
      'accept-encoding': 'gzip',
      accept: 'application/json;charset=utf-8',
    });
  });
});

describe('quotas', () => {
  it('follow what a call weighs', () => {
    const quotas = (requestWeight: number) =>
      moysklad.manifest.quotas(moysklad.manifest.settings.parse({ organization: 'volna', requestWeight }))[0]?.n;
    expect([1, 2, 3, 4].map(quotas)).toEqual([45, 22, 15, 11]);
  });
});

describe('the counterparty of an order', () => {
  it('is found by e-mail, and remembered', async () => {
    const stage = open();
    const memo = createMemo();
    await submit(stage, undefined, memo);
    expect(memo.value).toMatchObject({ agent: id(5), ref: id(104) });
    expect(stage.sent('POST entity/counterparty')).toEqual([]);
    expect(bodyOf(stage.sent('POST entity/customerorder')[0])['agent']).toMatchObject({
      meta: { href: `https://api.moysklad.ru/api/remap/1.2/entity/counterparty/${id(5)}` },
    });
  });

  it('is found by phone, however that is spelled', async () => {
    const other = { id: id(6), name: 'Мария', phone: '8 916 123-45-67' };
    const stage = open({
      'GET entity/counterparty': asked => (asked.url.includes('search=9161234567') ? list(other) : list()),
    });
    const memo = createMemo();
    await submit(stage, undefined, memo);
    expect(memo.value['agent']).toBe(id(6));
  });

  it('is created once where none is found', async () => {
    const stage = open({ 'GET entity/counterparty': list() });
    await submit(stage);
    await submit(stage);
    const [first, second] = stage.sent('POST entity/counterparty').map(bodyOf);
    expect(first).toMatchObject({ name: 'Мария', companyType: 'individual', email: 'maria@example.com' });
    expect(first?.['syncId']).toBe(second?.['syncId']);
  });
});

describe('articles', () => {
  it('that are missing are created at the price they were ordered at', async () => {
    const stage = open();
    const submitted = await submit(stage, sampleOrder(['001', '003']));
    expect(bodyOf(stage.sent('POST entity/product')[0])).toMatchObject({
      name: 'Товар 2',
      code: '003',
      salePrices: [{ value: 10_000, priceType: { meta: { type: 'pricetype' } } }],
    });
    expect(submitted?.warnings).toEqual([]);
  });

  it('that are created weigh what their line does', async () => {
    const [line] = sampleOrder(['003']).lines;
    const stage = open();
    await submit(stage, sampleOrder([], { lines: line ? [{ ...line, weight: 450 }] : [] }));
    expect(bodyOf(stage.sent('POST entity/product')[0])).toMatchObject({ code: '003', weight: 0.45 });
  });

  it('that may not be created are told of', async () => {
    for (const stage of [open({ 'POST entity/product': failed(403, 1017) }), open({}, { createGoods: false })]) {
      const submitted = await submit(stage, sampleOrder(['001', '003']));
      expect(submitted?.warnings).toEqual([{ code: 'line-dropped', about: '003', money: true }]);
    }
  });

  it('that a visitor typed and nobody priced are never created', async () => {
    const typed = sampleOrder(['001', 'junk']);
    const lines = typed.lines.map(line => (line.sku === 'junk' ? { ...line, price: null } : line));
    const stage = open();
    const submitted = await submit(stage, { ...typed, source: 'page', lines });
    expect(submitted?.warnings).toEqual([{ code: 'line-dropped', about: 'junk', money: true }]);
    const site = open();
    await submit(site, { ...typed, source: 'site', lines });
    expect([stage, site].map(({ sent }) => sent('POST entity/product').length)).toEqual([0, 1]);
  });

  it('are looked for by external code where the config says so', async () => {
    const stage = open({}, { goods: 'externalCode' });
    await submit(stage, sampleOrder(['ext-001', 'ext-002']));
    expect(filterOf(stage.sent('GET entity/product')[0] as Asked)).toBe('externalCode=ext-001;externalCode=ext-002');
  });

  it('are never the delivery, whatever their code', async () => {
    const stage = open();
    await submit(stage, sampleOrder(given.skus, { delivery: { cost: { amount: 20_000, currency: 'RUB' } } }));
    expect(stage.sent('GET entity/service').map(filterOf)).toEqual(['code=delivery']);
  });
});

it('begins with the state the shop’s extension chose, and with none that does not exist', async () => {
  const stage = open({}, { state: { default: 'Новый' } });
  await submit(stage, sampleOrder(given.skus, { status: id(8) }));
  expect(bodyOf(stage.sent('POST entity/customerorder')[0])['state']).toMatchObject({
    meta: { href: expect.stringContaining(id(8)) },
  });
  const other = submit(stage, sampleOrder(given.skus, { status: 'VIP' }));
  expect(await outcome(other)).toMatchObject({ kind: 'invalid', taken: 'no', code: 'no-such-state' });
});

describe('an order that is refused', () => {
  it('for its number goes without it', async () => {
    const stage = open({
      'POST entity/customerorder': asked =>
        asked.body.includes('"name"') ? failed(412, 3006, 'name') : subject.good(asked),
    });
    const submitted = await submit(stage);
    expect(submitted?.warnings).toEqual([{ code: 'field-dropped', about: 'name', money: false }]);
    expect(bodyOf(stage.sent('POST entity/customerorder')[1])['code']).toBe('K7-4821');
  });

  it('for anything else is refused', async () => {
    const stage = open({ 'POST entity/customerorder': failed(412, 3000, 'agent') });
    expect(await outcome(submit(stage))).toMatchObject({ kind: 'invalid', taken: 'no', code: '3000:agent' });
  });
});

describe('payments', () => {
  const paid = { method: 'cash', amount: { amount: 30_000, currency: 'RUB' }, status: 'paid' as const };
  const order = { ref: id(104), number: '201', externalId: 'shop-201' };

  it('of an order become documents bound to it, once', async () => {
    const stage = open();
    const memo = createMemo();
    const full = sampleOrder(given.skus, {
      payments: [paid, { ...paid, method: 'card' }, { ...paid, status: 'pending' }],
    });
    await submit(stage, full, memo);
    await stage.after(stage.methods.finish?.(full, memo));
    await stage.after(stage.methods.finish?.(full, memo));
    expect(stage.sent('POST entity/cashin').map(bodyOf)).toMatchObject([
      { sum: 30_000, operations: [{ meta: { type: 'customerorder' }, linkedSum: 30_000 }] },
    ]);
    expect(stage.sent('POST entity/paymentin')).toHaveLength(1);
  });

  it('told twice are the same document', async () => {
    const stage = open();
    await stage.after(stage.methods.recordPayment?.(order, paid));
    await stage.after(stage.methods.recordPayment?.(order, paid));
    const [first, second] = stage.sent('POST entity/cashin').map(bodyOf);
    expect(first?.['syncId']).toBe(second?.['syncId']);
  });

  it('that went back become documents of money that goes out, where the config has an item for them', async () => {
    const stage = open({}, { refunds: { expenseItem: id(95) } });
    const refund = { ...paid, status: 'refunded' as const };
    for (const fact of [refund, refund, { ...refund, method: 'card' }]) {
      await stage.after(stage.methods.recordPayment?.(order, fact));
    }
    const [first, second] = stage.sent('POST entity/cashout').map(bodyOf);
    expect(first).toMatchObject({ sum: 30_000, expenseItem: { meta: { type: 'expenseitem' } } });
    expect(first?.['paymentPurpose']).toContain('201');
    expect(first).not.toHaveProperty('operations');
    expect(first?.['syncId']).toBe(second?.['syncId']);
    expect(stage.sent('POST entity/paymentout')).toHaveLength(1);
    await stage.after(stage.methods.recordPayment?.(order, paid));
    expect(bodyOf(stage.sent('POST entity/cashin')[0])['syncId']).not.toBe(first?.['syncId']);
  });

  it('that are none yet are passed over, and those that went back refused', async () => {
    const stage = open();
    await stage.after(stage.methods.recordPayment?.(order, { ...paid, status: 'pending' }));
    expect(stage.asked).toEqual([]);
    const refunded = outcome(stage.methods.recordPayment?.(order, { ...paid, status: 'refunded' }) ?? Promise.reject());
    expect(await refunded).toMatchObject({ kind: 'invalid', code: 'payment-not-received' });
  });
});

describe('a customer of the site’s', () => {
  const fact = { id: 'u-9', name: 'Анна', phone: '+79169999999', registeredAt: '2020-05-01T12:00:00Z' };

  it('is created with what MoySklad has no field for in the comment', async () => {
    const stage = open({ 'GET entity/counterparty': list() });
    await stage.after(stage.methods.saveCustomer?.(fact));
    expect(bodyOf(stage.sent('POST entity/counterparty')[0])).toMatchObject({
      externalCode: 'u-9',
      description: 'Регистрация на сайте: 2020-05-01',
    });
  });

  it('is brought up to date, and what people wrote of him stays', async () => {
    const known = {
      id: id(5),
      name: 'Анна',
      externalCode: 'u-9',
      description: 'Постоянный\nОставленная корзина: старая',
    };
    const stage = open({ 'GET entity/counterparty': list(known), [`PUT entity/counterparty/${id(5)}`]: json(known) });
    const basket = { lines: [{ sku: '001', name: 'Пицца', quantity: 2 }], at: '2026-11-20T23:00:00Z' };
    await stage.after(stage.methods.saveCustomer?.({ id: 'u-9', disabled: true, basket }));
    expect(bodyOf(stage.sent(`PUT entity/counterparty/${id(5)}`)[0])).toEqual({
      externalCode: 'u-9',
      archived: true,
      description: 'Постоянный\nОставленная корзина: 2026-11-21; Пицца × 2',
    });
  });
});

describe('changes', () => {
  const row = (n: number, state: number, updated: string) => ({
    ...{ id: id(n), name: `${n}`, externalCode: `shop-${n}`, updated },
    state: {
      meta: { href: `https://api.moysklad.ru/api/remap/1.2/entity/customerorder/metadata/states/${id(state)}` },
    },
  });

  it('are told once, however often an order is saved, and none from before', async () => {
    let rows = [row(1, 1, '2026-11-21 18:59:00.5'), row(2, 2, '2026-11-20 10:00:00')];
    const stage = open({ 'GET entity/customerorder': () => list(...rows) });
    const first = await stage.after(stage.methods.changesSince?.(null));
    expect(first?.changes).toEqual([
      {
        ...{ ref: id(1), number: '1', externalId: 'shop-1', at: '2026-11-21T18:59:00+03:00' },
        status: { code: 'Новый', name: 'Новый', stage: 'new', colour: '#e68116' },
      },
    ]);
    rows = [row(1, 1, '2026-11-21 18:59:30'), row(3, 3, '2026-11-21 18:59:40')];
    const second = await stage.after(stage.methods.changesSince?.(first?.cursor ?? null));
    expect(second?.changes).toMatchObject([{ ref: id(3), status: { stage: 'delivered' } }]);
    const third = await stage.after(stage.methods.changesSince?.(second?.cursor ?? null));
    expect(third?.changes).toEqual([]);
    expect(third?.cursor).toBe(second?.cursor);
  });

  it('of more orders in one second than a look reads do not keep it there for ever', async () => {
    const all = Array.from({ length: 1_200 }, (_, index) => row(index + 1, 1, '2026-11-21 18:59:00'));
    const later = [...all, row(1_300, 3, '2026-11-21 18:59:05')];
    const paged = (asked: Asked) => {
      const from = /updated>=([\d :-]{19})/.exec(filterOf(asked))?.[1] ?? '';
      const offset = Number(new URL(asked.url).searchParams.get('offset'));
      return list(...later.filter(({ updated }) => updated >= from).slice(offset, offset + 100));
    };
    const stage = open({ 'GET entity/customerorder': paged });
    let cursor: string | null = null;
    const refs = new Set<string | undefined>();
    for (let look = 0; look < 70; look++) {
      const told: Changed | undefined = await stage.after(stage.methods.changesSince?.(cursor));
      for (const { ref } of told?.changes ?? []) refs.add(ref);
      cursor = told?.cursor ?? null;
    }
    expect(refs).toContain(id(1_300));
  });

  it('of nonsense are refused', async () => {
    const stage = open();
    expect(await outcome(stage.methods.changesSince?.('x') ?? Promise.reject())).toMatchObject({ kind: 'invalid' });
  });
});

describe('the catalogue', () => {
  it('tells prices, and nothing of what the shop pays', async () => {
    const stage = open();
    const told: unknown[] = [];
    const reading = (async () => {
      for await (const product of stage.methods.catalogue?.() ?? []) told.push(product);
    })();
    await stage.after(reading);
    expect(told).toContainEqual({ sku: '001', name: 'Товар 001', price: { amount: 52_050, currency: 'RUB' }, vat: 20 });
    expect(JSON.stringify(told)).not.toMatch(/9977|delivery/);
  });
});

describe('stages', () => {
  it.each([
    ['Successful', 'Закрыт', 'delivered'],
    ['Unsuccessful', 'Отменен', 'cancelled'],
    ['Unsuccessful', 'Возврат', 'returned'],
    ['Regular', 'Подтвержден', 'confirmed'],
    ['Regular', 'Собирается', 'preparing'],
    ['Regular', 'Собран', 'ready'],
    ['Regular', 'Отгружен', 'shipping'],
    ['Regular', 'Передан в доставку', 'shipping'],
    ['Regular', 'Ждём звонка', undefined],
  ])('%s, %s: %s', async (stateType, name, stage) => {
    const states = [{ id: id(2), name, stateType }];
    const { methods, after } = open({ 'GET entity/customerorder/metadata': json({ states }) });
    const [found] = (await after(methods.findOrders?.({ number: '201' }))) ?? [];
    expect(found?.status.stage).toBe(stage);
  });
});
