import { expect, it } from 'vitest';
import { createKept } from '../../../proxy/crm/kept.ts';

it('is believed no longer than it may be, though the clock was set back', async () => {
  let now = 1_000_000;
  let reads = 0;
  const kept = createKept(
    async () => ++reads,
    () => now,
    60_000,
  );
  expect([await kept(), await kept()]).toEqual([1, 1]);
  now -= 500_000;
  expect(await kept()).toBe(2);
  now += 60_000;
  expect(await kept()).toBe(3);
});
