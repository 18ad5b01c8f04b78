import { afterEach, beforeEach, expect, test } from 'vitest';
import { cart, eventually, place, type Stage, stage } from './kit.ts';

let here: Stage;
beforeEach(async () => {
  here = await stage();
});
afterEach(() => here.close());

const guests = async () => (await here.back.orders()).filter(order => order.name.startsWith('Guest '));

test('asked to end twice, the proxy lets an order in flight end first', async () => {
  await here.back.fault('slow', { times: 1, method: 'new_order', delayMs: 2_000 });
  const order = place(here.url, cart(1));
  await eventually('the order to be on its way', async () => (await guests()).length === 1);
  const { child } = here.proxy;
  child.kill('SIGINT');
  await new Promise(done => setTimeout(done, 100));
  await here.proxy.kill('SIGINT');
  expect(child.exitCode).toBe(0);
  expect((await order).state).toBe('submitted');
});
