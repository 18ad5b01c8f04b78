import { afterEach, expect, it } from 'vitest';
import type { CrmMethods } from '../../../proxy/crm/crm.ts';
import { createTell, type SiteNews } from '../../../proxy/shop/tell.ts';
import { type Bench, type BenchOptions, openBench } from '../orders/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

/** What the site tells, through the shop and the order book to a CRM that can be told everything or what is given. */
async function open(methods?: Partial<CrmMethods>, options: BenchOptions = {}) {
  const heard: unknown[] = [];
  const all: Partial<CrmMethods> = {
    recordPayment: async (_order, payment) => void heard.push(payment),
    setStatus: async (_order, status) => void heard.push(status),
    saveCustomer: async customer => void heard.push(customer),
  };
  bench = await openBench({ ...options, methods: methods ?? all });
  return { ...bench, heard, tell: createTell({ ...bench.options, book: bench.book }) };
}

const rub = (amount: number, currency = 'RUB') => ({ amount, currency });
const payment = (orderId: string, amount = rub(100)): SiteNews => ({
  about: 'payment',
  orderId,
  told: { method: ' card ', amount, status: 'part-paid' },
});

it('comes to the CRM cleaned', async () => {
  const { tell, order, heard } = await open();
  const { id } = await order();
  expect(await tell(payment(id), '1')).toEqual({ kind: 'taken' });
  expect(await tell(payment(id), '1')).toEqual({ kind: 'taken' });
  expect(await tell(payment(id, rub(200)), '1')).toEqual({ kind: 'key-reused' });
  const told = { id: 'C-17', name: 'Anna\u0000  Petrova', phone: '8 916 123-45-67', email: ' ', consent: true };
  expect(await tell({ about: 'customer', told }, '1')).toEqual({ kind: 'taken' });
  await bench.pass(3_000);
  expect(heard).toHaveLength(2);
  expect(heard).toContainEqual({ method: 'card', amount: rub(100), status: 'part-paid' });
  expect(heard).toContainEqual({ id: 'C-17', name: 'Anna Petrova', phone: '+79161234567' });
});

it('names a status as the site does, or as the CRM', async () => {
  const statuses = [
    { code: '7', name: 'Paid', siteStatus: 'P' },
    { code: '8', name: 'Sent', siteStatus: '7' },
  ];
  const { tell, order, heard } = await open(undefined, { connection: { statuses } });
  const { id } = await order();
  for (const status of ['P', '7', 'else']) await tell({ about: 'status', orderId: id, told: { status } }, status);
  await bench.pass(3_000);
  expect(heard).toEqual(['7', '7', 'else']);
});

it('is refused where the order is unknown, the CRM cannot, or a sum is of another currency', async () => {
  const { tell, order } = await open();
  expect(await tell(payment('none'), '1')).toEqual({ kind: 'not-found' });
  const { id } = await order();
  const faults = {
    kind: 'invalid',
    refusals: [{ pointer: '#/amount', code: 'currency', params: { currency: 'RUB' } }],
  };
  expect(await tell(payment(id, rub(1, 'USD')), '1')).toEqual(faults);
  // A refusal binds no key.
  expect(await tell(payment(id), '1')).toEqual({ kind: 'taken' });
  await bench.close();

  const mute = await open({});
  const accepted = await mute.order();
  expect(await mute.tell(payment(accepted.id), '1')).toEqual({ kind: 'not-supported' });
  expect(await mute.tell({ about: 'customer', told: { id: '1' } }, '1')).toEqual({ kind: 'not-supported' });
});

it('tells of customers only the connection the config names for them', async () => {
  const { config, options, tell } = await open();
  const customer: SiteNews = { about: 'customer', told: { id: '1' } };
  const nobody = createTell({
    ...options,
    config: { ...config, use: { ...config.use, customers: null } },
    book: bench.book,
  });
  expect(await nobody(customer, '1')).toEqual({ kind: 'not-supported' });
  expect(await tell(customer, '1')).toEqual({ kind: 'taken' });
});

it('tells of a basket left behind only with consent', async () => {
  const { tell, heard } = await open();
  const basket = { lines: [{ sku: 'P1', quantity: 2, price: rub(52000) }], url: 'https://shop.example/cart/1' };
  const told = { id: 'C-17', email: 'anna@mail.example', basket };
  const refused = { kind: 'invalid', refusals: [{ pointer: '#/consent', code: 'consent' }] };
  expect(await tell({ about: 'customer', told }, '1')).toEqual(refused);
  expect(await tell({ about: 'customer', told: { ...told, consent: true } }, '1')).toEqual({ kind: 'taken' });
  await bench.pass(3_000);
  expect(heard).toEqual([told]);
});
