import { describe, expect, it } from 'vitest';
import type { SandboxOrder } from '../../demo/sandbox/kit/sandbox.ts';
import type { Order } from '../../proxy/crm/order.ts';
import { subject } from './amocrm.ts';
import { collect, createMemo, fullOrder, sampleOrder } from './ask.ts';
import { openStage, patient, type Stage } from './stage.ts';
import { contractSuite } from './suite.ts';

contractSuite(subject);

const rub = (amount: number) => ({ amount, currency: 'RUB' });
const inCrm = (ref: string) => ({ ref, number: 'K7-4821', externalId: 'shop-K7-4821' });

/** A lead as the sandbox's back door shows it. */
type Held = SandboxOrder & {
  price: number;
  contact: { id: number; name: string };
  tags: unknown[];
  fields: { field_id: number; values: { value: unknown }[] }[] | null;
  comments: unknown[];
};

describe('amoCRM, beyond the contract', patient, () => {
  const held = async (stage: Stage, ref: string | undefined): Promise<Held> =>
    (await stage.orders()).find(each => each.ref === ref) as Held;
  const send = async (stage: Stage, order: Order = sampleOrder(stage.data.skus), memo = createMemo()) => {
    const submitted = await stage.connection.methods.submitOrder?.(order, memo, '');
    return { submitted, ref: submitted?.ref ?? '', lead: await held(stage, submitted?.ref), memo, order };
  };
  const fieldOf = ({ fields }: Held, id: number): unknown =>
    fields?.find(each => each.field_id === id)?.values[0]?.value;

  it('puts all there is to an order where it belongs, and the cart into a note', async () => {
    await using stage = await openStage(subject);
    const at = new Date(stage.clock.now() + 3 * 3_600_000).toISOString();
    const { lead, submitted } = await send(stage, {
      ...fullOrder(stage.data.skus, at),
      ...{ total: rub(125_050), marketing: { utm_source: 'vk' }, certificate: 'X-1' },
    });
    expect(submitted?.warnings.filter(({ code }) => code !== 'certificate-refused')).toEqual([]);
    expect(lead).toMatchObject({ price: 1251, externalId: 'shop-K7-4821', number: 'K7-4821' });
    expect([301007, 301005, 301031].map(id => fieldOf(lead, id))).toEqual([
      '3',
      Math.floor(Date.parse(at) / 1000),
      'vk',
    ]);
    expect(JSON.stringify(lead.comments)).toContain('Пицца × 2, 490.00 RUB');
    expect(JSON.stringify(lead.comments)).toContain('1250.50 RUB');
  });

  it('knows a buyer again however his phone is written, and changes nothing about him', async () => {
    await using stage = await openStage(subject);
    const before = (await stage.orders()).find(({ number }) => number === '2041') as Held;
    for (const queryPhones of ['digits', 'verbatim']) {
      await stage.change({ queryPhones });
      const customer = { name: 'Другое имя', phone: '+79000000011' };
      const { lead } = await send(stage, sampleOrder(stage.data.skus, { customer }));
      expect(lead.contact, queryPhones).toMatchObject({ id: before.contact.id, name: before.contact.name });
    }
  });

  it('finds no stranger, and everything that was asked for, where filters are passed over', async () => {
    await using stage = await openStage(subject);
    await stage.change({ filters: false });
    const { findOrders, changesSince } = stage.connection.methods;
    const before = await changesSince?.(null);
    for (const { number, phone } of stage.data.orders.slice(0, 3)) {
      const digits = phone.replace(/\D/g, '').slice(-10);
      expect(await findOrders?.({ phone: `+7${digits}` }), phone).toMatchObject([{ number }]);
      expect(await findOrders?.({ number }), number).toMatchObject([{ number }]);
    }
    const { ref } = await send(stage);
    const { changes = [] } = (await changesSince?.(before?.cursor ?? null)) ?? {};
    expect(changes.map(each => each.ref)).toEqual([ref]);
  });

  it('mends links that were lost on the way', async () => {
    await using stage = await openStage(subject);
    await stage.change({ loseEvery: 2 });
    const { lead, submitted } = await send(stage);
    expect(submitted?.warnings).toEqual([]);
    expect(lead.lines.map(({ quantity }) => quantity).sort()).toEqual([1, 2]);
  });

  it('completes apart what could not be done at once, each thing once', async () => {
    await using stage = await openStage(subject);
    await stage.fault({ fault: 'http-500', times: 1, method: 'POST /leads/{id}/link' });
    const { submitted, memo, order, ref } = await send(stage);
    expect(submitted?.warnings).toEqual([{ code: 'other', about: 'incomplete', money: false }]);
    const { finish } = stage.connection.methods;
    expect(await finish?.(order, memo)).toEqual([]);
    expect(await finish?.(order, memo)).toEqual([]);
    // The process died before it could keep anything.
    expect(await finish?.(order, createMemo())).toEqual([]);
    const lead = await held(stage, ref);
    expect(lead.lines).toHaveLength(2);
    expect(lead.comments).toHaveLength(1);
  });

  it('adds goods that the list lacks, once, but none that nobody priced', async () => {
    await using stage = await openStage(subject);
    const { catalogue } = stage.connection.methods;
    const skus = async (): Promise<string[]> => (catalogue ? await collect(catalogue()) : []).map(({ sku }) => sku);
    const before = (await skus()).length;
    for (const price of [rub(12_345), rub(12_345), null]) {
      const line = { name: 'Новинка', quantity: 1, price, options: [], properties: [] };
      const sku = price ? 'new-1' : 'typed-by-a-visitor';
      const { submitted } = await send(stage, sampleOrder([], { lines: [{ ...line, sku }] }));
      expect(submitted?.warnings.map(({ code }) => code)).toEqual(price ? [] : ['line-dropped']);
    }
    expect(await skus()).toHaveLength(before + 1);
    expect(await skus()).toContain('new-1');
  });

  it('goes without a field that is not there any more', async () => {
    await using stage = await openStage({
      ...subject,
      settings: url => {
        const { least, all } = subject.settings(url);
        return {
          least,
          all: { ...all, customFields: [{ field: '999', from: 'number' }], responsible: { default: '7' } },
        };
      },
    });
    const { submitted, lead } = await send(stage);
    expect(submitted?.warnings.map(({ code }) => code)).toContain('field-dropped');
    expect(lead.externalId).toBe('shop-K7-4821');
  });

  it('takes an order’s discount off its certificate once, and gives it back once, whatever becomes of the answers', async () => {
    await using stage = await openStage(subject);
    const { certificate, finish, releaseCertificate } = stage.connection.methods;
    const [code = ''] = stage.data.certificates;
    await stage.fault({ fault: 'reset-after', times: 1, method: 'PATCH /catalogs/{id}/elements/{id}' });
    const { order, memo } = await send(
      stage,
      sampleOrder(stage.data.skus, { certificate: code.toLowerCase(), discount: rub(30_050) }),
    );
    await finish?.(order, memo);
    await finish?.(order, memo);
    expect(await certificate?.(code)).toMatchObject({ amount: rub(69_950), state: 'valid' });
    for (const [other, state] of Object.entries({ '700997': 'expired', '700998': 'used', '700999': 'expired' })) {
      expect(await certificate?.(`GIFT-${other}`)).toMatchObject({ state });
    }
    expect(await certificate?.('GIFT-700900')).toBeNull();
    await stage.fault({ fault: 'reset-after', times: 1, method: 'PATCH /catalogs/{id}/elements/{id}' });
    await releaseCertificate?.(order, memo).catch(() => {});
    for (let again = 0; again < 2; again += 1) await releaseCertificate?.(order, memo);
    expect(await certificate?.(code)).toMatchObject({ amount: rub(100_000), state: 'valid' });
  });

  it('tells of a payment once', async () => {
    await using stage = await openStage(subject);
    const { ref } = await send(stage);
    const { recordPayment } = stage.connection.methods;
    const paid = { method: 'card', amount: rub(30_000), status: 'paid' as const };
    await recordPayment?.(inCrm(ref), paid);
    await recordPayment?.(inCrm(ref), paid);
    const lead = await held(stage, ref);
    expect(lead.comments).toHaveLength(2);
    expect(fieldOf(lead, 301011)).toBe(true);
  });

  it('sets a status by its code, and by its name', async () => {
    await using stage = await openStage(subject);
    const { ref } = await send(stage);
    for (const [status, code] of [
      ['8214301:67310013', '8214301:67310013'],
      ['доставлен', '8214301:142'],
    ] as const) {
      await stage.connection.methods.setStatus?.(inCrm(ref), status);
      expect((await held(stage, ref)).status).toBe(code);
    }
  });

  it('saves a customer once, and adds what was not known', async () => {
    await using stage = await openStage(subject);
    const { saveCustomer } = stage.connection.methods;
    const anna = { id: 'u-1', name: 'Анна', phone: '+79167654321' };
    await saveCustomer?.(anna);
    await saveCustomer?.({ ...anna, name: 'Аня', email: 'anna.new@example.com', disabled: true });
    const { lead } = await send(stage, sampleOrder(stage.data.skus, { customer: { email: 'anna.new@example.com' } }));
    expect(lead.contact.name).toBe('Анна');
    expect(JSON.stringify(lead.contact)).toMatch(/\+79167654321.*anna\.new@example\.com/);
  });

  it('is let in by a person, and stays in', async () => {
    const redirectUri = 'https://proxy.example/connect/main';
    const clientId = '5a1c7e10-0d1a-4c0e-9b57-5a7db0c0a110';
    await using stage = await openStage({
      ...subject,
      secrets: { clientSecret: 'sandbox-client-secret' },
      sandbox: { ...subject.sandbox, settings: secrets => ({ ...secrets, clientId, redirectUri }) },
    });
    const { access, methods, config } = stage.connection;
    await expect(methods.probe()).rejects.toMatchObject({ kind: 'auth', code: 'not-connected' });

    const page = config.crm.oauth?.consentUrl(config.settings, { state: 'abc', redirectUrl: redirectUri }) ?? '';
    const form = new URLSearchParams({ client_id: clientId, state: 'abc', decision: 'allow' });
    const agreed = await fetch(page.replace(/\?.*/, ''), { method: 'POST', body: form, redirect: 'manual' });
    const query = Object.fromEntries(new URL(agreed.headers.get('location') ?? '').searchParams);
    expect(query).toMatchObject({ state: 'abc' });
    expect(config.crm.oauth?.isOurs(config.settings, query)).toBe(true);
    await access?.accept({ code: query['code'] ?? '' });
    expect(await methods.probe()).toContain('volna');
    // A token taken back before its time is renewed.
    await stage.fault({ fault: 'auth', times: 1 });
    expect(await methods.probe()).toContain('volna');
  });
});
