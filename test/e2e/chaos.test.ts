import { expect, test } from 'vitest';
import { torture } from '../chaos/chaos.ts';

test('whatever is killed, cut or broken: each order stands once or waits for a person, and all hear of it', async () => {
  const { breaches, clients, kills } = await torture({ seed: 7, seconds: 10, proxies: 1, hangs: 0 });
  expect(breaches).toEqual([]);
  expect(clients.length).toBeGreaterThan(10);
  expect(kills).toBeGreaterThan(0);
}, 150_000);
