import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../../proxy/crm/order.ts';
import { extended } from '../../../proxy/extend/extended.ts';
import { type RunningExtension, runExtension } from '../../../proxy/extend/run.ts';
import { createMemo, sampleOrder } from '../../contract/ask.ts';
import { keepLog } from '../../contract/record.ts';
import { createFakeClock } from '../../kit/clock.ts';

let folder: string;
let running: RunningExtension | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'extend-'));
});
afterEach(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const run = (source: string) => {
  const file = join(folder, 'my-shop.ts');
  writeFileSync(file, source);
  const clock = createFakeClock();
  const log = keepLog();
  const extension = runExtension({ file, connection: 'main', clock, log });
  running = extension;
  return { clock, log, extension };
};
const order = sampleOrder(['1']);
const failed = { kind: 'invalid', taken: 'no', code: 'extension-failed' };

describe("a shop's extension", () => {
  it('changes an order, in TypeScript, but not which order it is', async () => {
    const { extension } = run(`
      type Order = { number: string; fields: Record<string, string> };
      export default {
        order: async (order: Order) => ({ ...order, number: 'other', status: 'vip', fields: { ...order.fields, gift: 'yes' } }),
      };`);
    expect(await extension.order(order)).toEqual({ ...order, status: 'vip', fields: { ...order.fields, gift: 'yes' } });
  });

  it('that has nothing to say of orders leaves them alone', async () => {
    const { extension } = run('export default {};');
    expect(await extension.order(order)).toEqual(order);
  });

  it.each([
    ['throws', 'export default { order: order => { throw new TypeError(order.customer.phone); } };'],
    [
      'gives back something else',
      'export default { order: order => ({ ...order, lines: [{ sku: order.customer.phone, quantity: "two" }] }) };',
    ],
    ['cannot be loaded', 'export default {'],
    ['exports nothing', 'export const order = 1;'],
    ['ends its thread', 'export default { order: () => process.exit(1) };'],
    [
      'fails later',
      'export default { order: () => new Promise(() => { setTimeout(() => { throw new Error("late"); }, 1); }) };',
    ],
  ])('that %s parks the order, and says where in the log but nothing of the order', async (_, source) => {
    const { extension, log } = run(source);
    await expect(extension.order(order)).rejects.toMatchObject(failed);
    expect(log.lines).toMatchObject([['extension-failed', { connection: 'main' }]]);
    expect(JSON.stringify(log.lines)).not.toContain(order.customer.phone);
  });

  it('names the line it failed in', async () => {
    const { extension, log } = run('export default {\n  order() {\n    return missing;\n  },\n};');
    await expect(extension.order(order)).rejects.toMatchObject(failed);
    expect(log.lines[0]?.[1]).toMatchObject({ error: 'ReferenceError', at: 'my-shop.ts:3:5' });
  });

  it('that never ends is stopped, and the next order gets a thread that works', async () => {
    const { extension, clock } = run(`
      export default { order: order => { if (order.comment === 'loop') for (;;); return { ...order, comment: 'fine' }; } };`);
    const stuck = expect(extension.order({ ...order, comment: 'loop' })).rejects.toMatchObject(failed);
    await clock.advance(5_000);
    await stuck;
    expect(await extension.order(order)).toMatchObject({ comment: 'fine' });
  });

  it('that speaks out of turn is not heard', async () => {
    const { extension } = run(`
      import { parentPort } from 'node:worker_threads';
      export default { order: order => { parentPort.postMessage('hello'); parentPort.postMessage(null); return order; } };`);
    expect(await extension.order(order)).toEqual(order);
  });

  it('finds none of our secrets', async () => {
    process.env['CRM_SECRET_OF_TEST'] = 'open sesame';
    const { extension } = run(
      'export default { order: order => ({ ...order, comment: String(process.env.CRM_SECRET_OF_TEST) }) };',
    );
    expect(await extension.order(order)).toMatchObject({ comment: 'undefined' });
    delete process.env['CRM_SECRET_OF_TEST'];
  });

  it('is asked once for each order, whatever number of attempts it takes', async () => {
    const { extension } = run('let n = 0; export default { order: order => ({ ...order, comment: String(++n) }) };');
    const seen: (string | undefined)[] = [];
    const submitOrder = async ({ comment }: Order) => {
      seen.push(comment);
      return { ref: '1', number: null, warnings: [] };
    };
    const finish = async ({ comment }: Order) => {
      seen.push(comment);
      return [];
    };
    const methods = extended({ submitOrder, finish, probe: async () => '' }, extension);
    const memo = createMemo();
    await methods.submitOrder?.(order, memo, 'https://x.example');
    await methods.submitOrder?.(order, memo, 'https://x.example');
    await methods.finish?.(order, memo);
    await methods.submitOrder?.(order, createMemo(), 'https://x.example');
    expect(seen).toEqual(['1', '1', '1', '2']);
  });
});
