import { describe, expect, it } from 'vitest';
import type { CrmRequest } from '../../../../proxy/crm/crm.ts';
import { account, down, failure, order, refused } from './fixtures.ts';

type Entity = { id: number; externalId: string; status?: string };

/** A CRM that keeps what is uploaded; refuses some rows within a pack (460), and others with their whole pack (400). */
const keeper = (bad: { within?: string[]; whole?: string[] } = {}) => {
  const kept: Entity[] = [];
  const bodyOf = (request: CrmRequest): Entity[] => JSON.parse(new URLSearchParams(request.body).get('orders') ?? '[]');
  const asked = (request: CrmRequest) => new URL(request.url).searchParams.getAll('filter[externalIds][]');
  const all = account({
    orders: request => ({ orders: kept.filter(({ externalId }) => asked(request).includes(externalId)) }),
    'orders/upload': request => {
      const pack = bodyOf(request);
      if (pack.some(({ externalId }) => bad.whole?.includes(externalId))) {
        return refused('Errors in the entity format', { createdAt: 'no date' });
      }
      const there = new Set(kept.map(({ externalId }) => externalId));
      const fails = pack.filter(({ externalId }) => there.has(externalId) || bad.within?.includes(externalId));
      kept.push(...pack.filter(each => !fails.includes(each)).map((each, index) => ({ ...each, id: index + 1 })));
      if (fails.length === 0) return { uploadedOrders: pack };
      const errors = fails.map(({ externalId }) =>
        there.has(externalId)
          ? `Order with externalId=${externalId} already exists.`
          : '"Status" with "code"="secret words" does not exist.',
      );
      return refused('Orders are loaded with errors', errors, 460);
    },
  });
  return { ...all, kept };
};

const orders = (...ids: string[]) => ids.map(id => order({ number: id, externalId: id }));
const outcomes = (rows: readonly { id: string; outcome: string; code?: string }[]) =>
  Object.fromEntries(rows.map(({ id, outcome, code }) => [id, code ? `${outcome} ${code}` : outcome]));

describe('uploading orders', () => {
  it('sends each once, however often it is asked to', async () => {
    const { crm, of, kept } = keeper();
    expect(outcomes(await crm.uploadOrders(orders('1', '2')))).toEqual({ 1: 'sent', 2: 'sent' });
    expect(outcomes(await crm.uploadOrders(orders('1', '2', '3')))).toEqual({ 1: 'there', 2: 'there', 3: 'sent' });
    expect(kept.map(({ externalId }) => externalId)).toEqual(['1', '2', '3']);
    expect(of('orders/upload')).toHaveLength(2);
    expect(of('orders/upload')[0]?.form.get('site')).toBe('main');
  });

  it('says of a pack that was loaded with errors what went, what did not, and why, without the CRM’s words', async () => {
    const { crm, kept } = keeper({ within: ['2', '4'] });
    const told = await crm.uploadOrders(orders('1', '2', '3', '4', '5'));
    expect(outcomes(told)).toMatchObject({ 1: 'sent', 3: 'sent', 5: 'sent' });
    expect(outcomes(told)['2']).toMatch(/^refused .*status$/);
    expect(JSON.stringify(told)).not.toContain('secret words');
    expect(kept).toHaveLength(3);
  });

  it('lets one bad order keep no other back', async () => {
    const { crm, kept } = keeper({ whole: ['3'] });
    const told = outcomes(await crm.uploadOrders(orders('1', '2', '3', '4', '5', '6')));
    expect(told).toEqual({ 1: 'sent', 2: 'sent', 3: 'refused refused:createdAt', 4: 'sent', 5: 'sent', 6: 'sent' });
    expect(kept).toHaveLength(5);
  });

  it('puts an order to its customer where he is there', async () => {
    const { crm, of } = account({
      customers: { customers: [{ id: 7, externalId: 'u-1' }] },
      'orders/upload': {},
    });
    const [known, stranger] = [{ id: 'u-1' }, { id: 'u-2' }];
    await crm.uploadOrders([order({ customer: known }), order({ customer: stranger, externalId: '2' })]);
    const sent = JSON.parse(of('orders/upload')[0]?.form.get('orders') ?? '[]') as { customer?: object }[];
    expect(sent.map(({ customer }) => customer)).toEqual([{ id: 7 }, undefined]);
  });

  it('knows an order that stands though it is not shown', async () => {
    const { crm } = account({ 'orders/upload': refused('Order with externalId=1 already exists.') });
    expect(outcomes(await crm.uploadOrders(orders('1')))).toEqual({ 1: 'there' });
  });

  it('fails as a whole where the CRM does, and goes out once', async () => {
    const { crm, of } = account({ 'orders/upload': down });
    expect(await failure(crm.uploadOrders(orders('1')))).toMatchObject({ kind: 'unavailable' });
    expect(of('orders/upload')[0]?.request.kind).toBe('submit');
    const wrong = account({ 'orders/upload': refused('Wrong "apiKey" value.', undefined, 403) });
    expect(await failure(wrong.crm.uploadOrders(orders('1', '2')))).toMatchObject({ kind: 'auth' });
    expect(wrong.of('orders/upload')).toHaveLength(1);
  });
});

it('uploads customers as they registered', async () => {
  const { crm, of } = account({ 'customers/upload': {} });
  const customer = { id: 'u-1', name: 'Анна', phone: '+79161234567', registeredAt: '2020-05-01T12:00:00Z' };
  expect(outcomes(await crm.uploadCustomers([customer]))).toEqual({ 'u-1': 'sent' });
  expect(JSON.parse(of('customers/upload')[0]?.form.get('customers') ?? '')).toEqual([
    {
      ...{ externalId: 'u-1', firstName: 'Анна', phones: [{ number: '+79161234567' }] },
      createdAt: '2020-05-01 15:00:00',
    },
  ]);
});
