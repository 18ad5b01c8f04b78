import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Accepted, CRM_SECRET, cart, eventually, place as placeAt, SERVER_KEY, type Stage, stage } from './kit.ts';

let here: Stage;
let accepted: Accepted[];
beforeEach(async () => {
  accepted = [];
  here = await stage();
});

/** Whatever went wrong, nothing of a visitor or a secret may stand in what the programs printed. */
afterEach(async () => {
  await here.close();
  const printed = here.printed();
  expect(printed).toContain('"event":"request"');
  const told = accepted.flatMap(({ id, number, ticket }) => [id, number, ticket]);
  for (const secret of [CRM_SECRET, SERVER_KEY, '916000', 'Guest', ...told]) {
    expect(printed.includes(secret), `found ${secret.slice(0, 3)}…`).toBe(false);
  }
});

const place = async (url: string, body: unknown): Promise<Accepted> => {
  const order = await placeAt(url, body);
  accepted.push(order);
  return order;
};

const many = (count: number) => Array.from({ length: count }, (_, index) => index);
const ours = async () => (await here.back.orders()).filter(order => order.name.startsWith('Guest '));
const guests = (orders: { name: string }[]) => orders.map(order => Number(order.name.slice('Guest '.length)));

test('the CRM down, fifty orders accepted, the proxy killed and started again: all stand once, in order', async () => {
  await here.back.fault('down');
  for (const index of many(50)) expect((await place(here.url, cart(index))).state).toBe('accepted');
  await here.proxy.kill('SIGKILL');
  await here.restart();
  expect(await ours()).toHaveLength(0);
  await here.back.mend();
  const orders = await eventually(
    'fifty orders in the CRM',
    async () => {
      const found = await ours();
      return found.length >= 50 && found;
    },
    60_000,
  );
  expect(guests(orders)).toEqual(many(50));
});

test('taken without an answer: one order waits for the manager, nothing is doubled, the rest go out', async () => {
  await here.back.fault('timeout-after', { times: 1, method: 'new_order' });
  const [first, ...rest] = await Promise.all(many(6).map(index => place(here.url, cart(index))));
  const orders = await eventually(
    'all six in the CRM',
    async () => {
      const found = await ours();
      return found.length >= 6 && found;
    },
    80_000,
  );
  expect(new Set(guests(orders)).size).toBe(6);
  expect(orders).toHaveLength(6);
  const states = await eventually('the rest to be known as submitted', async () => {
    const answers = await Promise.all(
      [first, ...rest].map(
        async order => (await fetch(`${here.url}/v1/orders/${order?.id}`)).json() as Promise<{ state: string }>,
      ),
    );
    const all = answers.map(answer => answer.state);
    return !all.includes('accepted') && all;
  });
  expect(states.filter(state => state === 'attention')).toHaveLength(1);
  expect(states.filter(state => state === 'submitted')).toHaveLength(5);
});

test('the secret refused: all wait, and go out after the repair', async () => {
  await here.back.fault('auth');
  for (const index of many(5)) await place(here.url, cart(index));
  expect(await ours()).toHaveLength(0);
  await here.back.mend();
  const orders = await eventually(
    'five orders in the CRM',
    async () => {
      const found = await ours();
      return found.length >= 5 && found;
    },
    60_000,
  );
  expect(guests(orders)).toEqual(many(5));
});
