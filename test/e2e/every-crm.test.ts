import { describe, test } from 'vitest';
import type {
  AvailabilityAnswer,
  CertificateAnswer,
  OrderAnswer,
  OrderStatusAnswer,
  Shop,
} from '../../proxy/contract/index.ts';
import { type CrmType, crms } from '../../proxy/crm/index.ts';
import type { Subject } from '../contract/subject.ts';
import { type Accepted, cart, eventually, place, type SandboxOrder } from './kit.ts';
import { type OpenShop, openShop } from './shop.ts';

/** A phone of the shop's country, as its CRM may want to check it. */
const PHONES: Record<string, string> = {
  RU: '+7916000',
  UA: '+38067000',
  RO: '+4072000',
  HU: '+3620000',
  KZ: '+7701000',
};

const order = ({ config }: OpenShop, index: number, sku: string) => ({
  ...cart(index),
  customer: {
    name: `Guest ${index}`,
    phone: `${PHONES[config.shop.phoneCountry]}${String(1000 + index)}`,
    email: `guest${index}@mail.example`,
  },
  lines: [{ sku, quantity: 2 }],
});

/** The orders the sandbox holds that came from here. */
const held = async (here: OpenShop, accepted: readonly Accepted[]): Promise<SandboxOrder[][]> => {
  const all = await here.back.orders();
  const before = new Set(here.data.orders.map(({ number }) => number));
  return accepted.map(({ number, crmNumber }) =>
    all.filter(
      each =>
        !before.has(each.number) &&
        [number, crmNumber].some(own => own !== null && (own === each.number || own === each.externalId)),
    ),
  );
};

const rows = async (here: OpenShop, body: object) =>
  (await here.ask<OrderStatusAnswer>('/v1/order-status', body)).body.orders;

describe.concurrent.each(Object.keys(crms) as CrmType[])('the demo shop on %s', crm => {
  test('sells, finds its orders by number and by phone, and follows them', async ({ expect }) => {
    await using here = await openShop(crm);
    const { ask, data, back } = here;
    const told = (await ask<Shop>('/v1/shop')).body;
    const [sku = ''] = data.skus;

    if (told.capabilities.availability) {
      const item = await eventually('an article with a price', async () => {
        const { items } = (await ask<AvailabilityAnswer>(`/v1/availability?sku=${encodeURIComponent(sku)}`)).body;
        return items.find(({ price }) => price !== null);
      });
      expect(item).toMatchObject({ sku, name: expect.stringMatching(/\S/) });
    }

    const wanted = order(here, 1, sku);
    const accepted = await place(here.url, wanted);
    const settled = await here.settled(accepted.id);
    expect(settled.state).toBe('submitted');
    const [found] = await held(here, [{ ...accepted, crmNumber: settled.crmNumber }]);
    expect(found).toHaveLength(1);

    expect(await rows(here, { number: accepted.number })).toMatchObject([{ number: accepted.number }]);
    expect(await rows(here, { phone: wanted.customer.phone })).toHaveLength(1);
    const [known] = data.orders;
    const finds = here.config.use.orderStatus.length > 0;
    if (finds && known)
      expect((await rows(here, { number: known.number, phone: known.phone })).length).toBeGreaterThan(0);

    const [code = ''] = data.certificates;
    if (told.capabilities.certificate && code) {
      const { status, body } = await ask<CertificateAnswer>('/v1/certificate', { code });
      expect([status, body.code]).toEqual([200, expect.not.stringContaining(code)]);
    }

    const seen = async () => (await ask<OrderAnswer>(`/v1/orders/${accepted.id}`)).body;
    const { status: before } = await seen();
    // Not where it is already: MiniCRM's orders begin as issued ones, drafts come before.
    const moved = data.statuses[Math.max(1, data.statuses.indexOf(found?.[0]?.status ?? '') + 1)] ?? '';
    await back.status(found?.[0]?.ref ?? '', moved);
    const after = await eventually(`status ${moved}`, async () => {
      const now = await seen();
      return now.status !== before && now;
    });
    expect(after).toMatchObject({ status: expect.stringMatching(/\S/), stage: expect.stringMatching(/\S/) });
  });

  test.for(['timeout-after', 'reset-after', 'down', 'auth'])(
    'loses and doubles nothing through %s',
    async (fault, { expect }) => {
      await using here = await openShop(crm, { hurry: 'clock' });
      const [sku = ''] = here.data.skus;
      const { subject }: { subject: Subject } = await import(`../contract/${crm}.ts`);
      await here.back.fault(fault, fault.endsWith('after') ? { times: 1, method: subject.sandbox.submit } : {});
      const accepted = await Promise.all([1, 2, 3].map(index => place(here.url, order(here, index, sku))));
      if (!fault.endsWith('after')) {
        expect((await held(here, accepted)).flat()).toEqual([]);
        await here.back.mend();
      }
      const settled = await Promise.all(accepted.map(({ id }) => here.settled(id)));
      const orders = await held(
        here,
        accepted.map((each, index) => ({ ...each, crmNumber: settled[index]?.crmNumber ?? null })),
      );
      for (const [index, { state }] of settled.entries()) {
        // What a person is asked about may stand in the CRM or not; it never stands there twice.
        expect(orders[index]?.length, `${state} ${index}`).toBeLessThanOrEqual(1);
        if (state === 'submitted') expect(orders[index]).toHaveLength(1);
      }
      // A port that is closed sees nobody; any other fault has to have been met.
      const calls = (await here.back.requests()) as { fault: string | null }[];
      if (fault !== 'down') expect(calls.map(call => call.fault)).toContain(fault);
      const asked = settled.filter(({ state }) => state === 'attention').length;
      expect(asked).toBeLessThanOrEqual(fault.endsWith('after') ? 1 : 0);
    },
  );
});
