import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import { CrmFailure } from '../crm/failure.ts';
import { Order } from '../crm/order.ts';
import type { Log } from '../log.ts';
import { Answered } from './extension.ts';

const PATIENCE_MS = 5_000;
const MEMORY_MB = 128;

/** A shop's extension at work. */
export interface RunningExtension {
  /** @throws CrmFailure `extension-failed`: nothing was sent */
  order(order: Order): Promise<Order>;
  close(): Promise<void>;
}

interface Options {
  /** The file, absolute. */
  file: string;
  connection: string;
  clock: Clock;
  log: Log;
}

/** The thread's own file, in the sources and in what is built of them. */
const thread = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

type Waiting = { resolve(order: unknown): void; reject(failure: CrmFailure): void };

/** A thread that dies, hangs or eats its memory costs the orders it was asked about, and nothing else: the next gets another. */
export const runExtension = ({ file, connection, clock, log }: Options): RunningExtension => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;

  const failed = (facts: Record<string, unknown>): CrmFailure => {
    log.error('extension-failed', { connection, ...facts });
    return new CrmFailure('extension', { kind: 'invalid', taken: 'no', code: 'extension-failed' });
  };

  const stop = (of: Worker, why: string): void => {
    if (worker !== of) return;
    worker = null;
    for (const { reject } of waiting.values()) reject(failed({ error: why }));
    waiting.clear();
    void of.terminate();
  };

  const start = (): Worker => {
    const started = new Worker(thread, {
      workerData: pathToFileURL(file).href,
      // Nothing of ours: the secrets stand in the environment.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    started.unref();
    started.on('message', (message: unknown) => {
      const { data: answer } = Answered.safeParse(message);
      // The extension may speak here as well: that is nothing to us.
      if (!answer) return;
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('failed' in answer) one?.reject(failed({ error: answer.failed.name, at: answer.failed.at }));
      else one?.resolve(answer.order);
    });
    started.on('error', error => stop(started, error.name));
    started.on('exit', () => stop(started, 'exit'));
    return started;
  };

  const ask = async (order: Order): Promise<unknown> => {
    const current = worker ?? start();
    worker = current;
    asked += 1;
    const id = asked;
    const cancel = clock.after(PATIENCE_MS, () => stop(current, 'timeout'));
    try {
      return await new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        current.postMessage({ id, order });
      });
    } finally {
      cancel();
    }
  };

  return {
    async order(order) {
      const changed = Order.safeParse(await ask(order));
      if (!changed.success) {
        const at = changed.error.issues.map(({ path }) => path.slice(0, 3).join('.')).join(', ');
        throw failed({ error: 'no order came back', at });
      }
      const { id, number, externalId, source, placedAt } = order;
      return { ...changed.data, id, number, externalId, source, placedAt };
    },
    async close() {
      const last = worker;
      worker = null;
      await last?.terminate();
    },
  };
};
