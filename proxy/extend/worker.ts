import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { Asked, type Extension } from './extension.ts';

/** The thread a shop's extension runs in: without our environment, and free to fail. */
const file = z.string().parse(workerData);

/** Where it failed, never with what: the message may quote the order. */
const failureOf = (error: unknown) => ({
  name: error instanceof Error ? error.name : typeof error,
  at: error instanceof Error ? (/^\s+at .*?([^/\\(]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1] ?? null) : null,
});

const Loaded = z.object({
  default: z.object({
    order: z.custom<NonNullable<Extension['order']>>(one => typeof one === 'function').optional(),
  }),
});
const loading = import(file).then(module => Loaded.parse(module).default);

parentPort?.on('message', async message => {
  const { id, order } = Asked.parse(message);
  try {
    const extension = await loading;
    const changed = extension.order ? await extension.order(order) : order;
    parentPort?.postMessage({ id, order: changed });
  } catch (error) {
    parentPort?.postMessage({ id, failed: failureOf(error) });
  }
});
