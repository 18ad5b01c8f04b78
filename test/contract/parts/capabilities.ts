import { describe, expect, it } from 'vitest';
import type { SandboxOrder } from '../../../demo/sandbox/kit/sandbox.ts';
import type { Capability, HookRequest, StatusChange, Submitted } from '../../../proxy/crm/crm.ts';
import type { Order } from '../../../proxy/crm/order.ts';
import { collect, createMemo, fullOrder, longOrder, sampleOrder } from '../ask.ts';
import { openStage, patient, type Stage, until } from '../stage.ts';
import type { Subject } from '../subject.ts';

const SECOND_MS = 1000;

/** What a sandbox notes of what its CRM does to an order without a word to the caller. */
type Held = SandboxOrder & { notes?: readonly string[] };

/** An order, sent by the adapter and then looked up behind its back. */
const submit = async (stage: Stage, order?: Order): Promise<{ submitted: Submitted; held: Held | undefined }> => {
  const { submitOrder } = stage.connection.methods;
  if (!submitOrder) throw new Error('The adapter submits no orders.');
  const submitted = await submitOrder(order ?? sampleOrder(stage.data.skus), createMemo(), stage.hookUrl);
  return { submitted, held: (await stage.orders()).find(({ ref }) => ref === submitted.ref) };
};

const lastDigits = (phone: string): string => phone.replace(/\D/g, '').slice(-10);

/** Each capability, used on the sandbox and checked through its back door. */
export const capabilitiesPart = (subject: Subject): void => {
  const can = (capability: Capability) => it.skipIf(!subject.crm.manifest.capabilities[capability]);

  describe('on its sandbox', patient, () => {
    it('is found to be in order', async () => {
      await using stage = await openStage(subject);
      expect(await stage.connection.methods.probe()).toMatch(/^[^\n]+$/);
    });

    can('submitOrder')('submits an order as it was meant', async () => {
      await using stage = await openStage(subject);
      const before = await stage.orders();
      const { submitted, held } = await submit(stage);
      expect(await stage.orders()).toHaveLength(before.length + 1);
      expect(submitted).toMatchObject({ warnings: [], number: held?.number });
      expect(lastDigits(held?.phone ?? '')).toBe('9161234567');
      const [first, second] = stage.data.skus;
      expect(held?.lines.map(({ sku, quantity }) => ({ sku, quantity }))).toEqual([
        { sku: first, quantity: 1 },
        { sku: second, quantity: 2 },
      ]);
    });

    can('submitOrder')('submits a full order, of which nothing is lost on the way', async () => {
      await using stage = await openStage(subject);
      const at = new Date(stage.clock.now() + 3 * 3600 * SECOND_MS).toISOString();
      const { submitted, held } = await submit(stage, fullOrder(stage.data.skus, at));
      expect(submitted.warnings).toEqual([]);
      expect(held?.notes ?? []).toEqual([]);
      const [dish, option, drink] = stage.data.skus;
      const quantities = new Map(held?.lines.map(({ sku, quantity }) => [sku, quantity]));
      expect([quantities.get(dish ?? ''), quantities.get(drink ?? '')]).toEqual([2, 1]);
      // Where options are no lines of their own, they are a part of one.
      expect([undefined, 2]).toContain(quantities.get(option ?? ''));
    });

    can('submitOrder')('keeps the total the visitor saw, or says that it may be another', async () => {
      await using stage = await openStage(subject);
      const plain = sampleOrder(stage.data.skus);
      const rub = (amount: number) => ({ amount, currency: 'RUB' });
      // 100 less 12.50, and twice 100 less 33.33, less 10.
      const off = [rub(1_250), rub(3_333)];
      const order: Order = {
        ...plain,
        source: 'site',
        lines: plain.lines.map((line, index) => ({ ...line, ...(off[index] && { discount: off[index] }) })),
        discount: rub(1_000),
        delivery: { ...plain.delivery, cost: rub(0) },
        total: rub(8_750 + 2 * 6_667 - 1_000),
      };
      const memo = createMemo();
      const { methods } = stage.connection;
      const submitted = await methods.submitOrder?.(order, memo, stage.hookUrl);
      const later = (await methods.finish?.(order, memo)) ?? [];
      const isTold = [...(submitted?.warnings ?? []), ...later].some(({ money }) => money);
      const totals = [submitted?.total, (await methods.findSubmitted?.(order))?.found?.total];
      const told = totals.flatMap(total => (total && !isTold ? [total] : []));
      expect(told).toEqual(told.map(() => order.total));
    });

    can('submitOrder')('cuts what is too long itself, and says so', async () => {
      await using stage = await openStage(subject);
      const { submitted, held } = await submit(stage, longOrder(stage.data.skus));
      expect(held?.notes ?? []).toEqual([]);
      expect(held?.lines).toHaveLength(2);
      expect(submitted.warnings.filter(({ code }) => !['text-cut', 'field-dropped'].includes(code))).toEqual([]);
    });

    can('submitOrder')('warns of a line that the CRM dropped', async () => {
      await using stage = await openStage(subject);
      const { submitted, held } = await submit(stage, sampleOrder([stage.data.skus[0] ?? '', 'no-such-sku']));
      const dropped = submitted.warnings.filter(({ code }) => code === 'line-dropped');
      expect((held?.lines.length ?? 0) + dropped.length).toBe(2);
    });

    can('findSubmitted')('finds an order it submitted, and no other', async () => {
      await using stage = await openStage(subject);
      const { findSubmitted } = stage.connection.methods;
      const order = sampleOrder(stage.data.skus);
      expect(await findSubmitted?.(order)).toEqual({ found: null, complete: true });
      const { submitted } = await submit(stage);
      expect(await findSubmitted?.(order)).toMatchObject({ found: { ref: submitted.ref }, complete: true });
    });

    can('findOrders')('finds orders by number and phone, every row checked against both', async () => {
      await using stage = await openStage(subject);
      const [{ number, phone } = { number: '', phone: '' }, other] = stage.data.orders;
      const numbers = async (by: { number?: string; phone?: string }): Promise<string[]> =>
        ((await stage.connection.methods.findOrders?.(by)) ?? []).map(found => found.number);
      expect(await numbers({ number })).toEqual([number]);
      expect(await numbers({ phone })).toContain(number);
      expect(await numbers({ number, phone })).toEqual([number]);
      expect(await numbers({ number, phone: '+79990000000' })).toEqual([]);
      if (other) expect(await numbers({ number: other.number })).toEqual([other.number]);
    });

    can('certificate')('knows good certificates from others', async () => {
      await using stage = await openStage(subject);
      const { certificate } = stage.connection.methods;
      for (const code of stage.data.certificates) {
        expect(await certificate?.(code), code).toMatchObject({ state: expect.stringMatching(/^(valid|unknown)$/) });
      }
      expect((await certificate?.(subject.sandbox.unknownCertificate)) ?? { state: 'unknown' }).not.toMatchObject({
        state: 'valid',
      });
    });

    can('availability')('tells what is out, of articles that there are', async () => {
      await using stage = await openStage(subject);
      const report = await stage.connection.methods.availability?.(stage.data.skus);
      const rows = report?.rows ?? [];
      const stateOf = (sku: string) => rows.find(row => row.sku === sku)?.state ?? report?.rest;
      expect(stage.data.skus.filter(sku => stateOf(sku) === 'out').sort()).toEqual([...subject.sandbox.out].sort());
      expect(rows.filter(({ sku }) => !stage.data.skus.includes(sku))).toEqual([]);
    });

    can('catalogue')('reads the whole catalogue', async () => {
      await using stage = await openStage(subject);
      const catalogue = stage.connection.methods.catalogue;
      const products = catalogue ? await collect(catalogue()) : [];
      expect(products.map(({ sku }) => sku).sort()).toEqual([...stage.data.skus].sort());
      expect(products.filter(({ name, price }) => name === '' || !price || price.currency !== 'RUB')).toEqual([]);
    });

    can('directory')('reads the directories', async () => {
      await using stage = await openStage(subject);
      const directory = (await stage.connection.methods.directory?.()) ?? {};
      expect(Object.values(directory).flat()).not.toEqual([]);
      for (const { code, name } of Object.values(directory).flat()) expect([code, name]).not.toContain('');
    });

    can('changesSince')('reads a change of status, and tells it once', async () => {
      await using stage = await openStage(subject);
      const { changesSince } = stage.connection.methods;
      const before = await changesSince?.(null);
      const { submitted } = await submit(stage);
      await stage.setStatus(submitted.ref, stage.data.statuses[1] ?? '');
      const after = await changesSince?.(before?.cursor ?? null);
      expect(after?.changes.filter(({ ref }) => ref === submitted.ref).at(-1)?.status.code).toBe(
        stage.data.statuses[1],
      );
      expect((await changesSince?.(after?.cursor ?? null))?.changes).toEqual([]);
    });

    can('parseHook')('understands the notification of a change of status', async () => {
      await using stage = await openStage(subject);
      const { methods } = stage.connection;
      // Where it is no setting of the CRM's, it is for us to say where it notifies.
      await methods.addHook?.(stage.hookUrl);
      const before = await methods.changesSince?.(null);
      const { submitted, held } = await submit(stage);
      const code = stage.data.statuses[1] ?? '';
      await stage.setStatus(submitted.ref, code);
      /** Some notify of the new order too; some only say that there is something to ask for. */
      const told = (request: HookRequest): StatusChange[] | 'ask' => methods.parseHook?.(request) ?? [];
      const tells = (request: HookRequest) => {
        const changes = told(request);
        return changes === 'ask' || changes[0]?.status.code === code;
      };
      const heard = told(await until(() => stage.hooks.find(tells)));
      const changes = heard === 'ask' ? (await methods.changesSince?.(before?.cursor ?? null))?.changes : heard;
      const change = changes?.findLast(({ status }) => status.code === code);
      expect([submitted.ref, held?.number, held?.externalId]).toContain(
        change?.ref ?? change?.number ?? change?.externalId,
      );
      expect(change?.status.code).toBe(code);
      if (subject.hooks?.undated) return expect(change?.at).toBeNull();
      const at = Date.parse(change?.at ?? '');
      expect(Math.abs(at - Date.now())).toBeLessThan(60 * SECOND_MS);
    });
  });
};
