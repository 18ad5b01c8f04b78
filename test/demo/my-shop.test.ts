import { expect, it } from 'vitest';
import myShop from '../../demo/config/my-shop.ts';
import { sampleOrder } from '../contract/ask.ts';

it("the demo's own extension adds a gift to a large order, and fails when it is asked to", async () => {
  const order = sampleOrder(['1']);
  const priced = (amount: number) => ({ ...order, comment: 'Без лука', total: { amount, currency: 'RUB' } });
  expect((await myShop.order(priced(299_999))).comment).toBe('Без лука');
  expect((await myShop.order(priced(300_000))).comment).toBe('Без лука\nПодарок: морс');
  expect(() => myShop.order({ ...order, comment: 'break the extension' })).toThrow('as asked');
});
