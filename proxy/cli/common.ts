import { ConfigError } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { createLog } from '../log.ts';
import { freshKey } from '../orders/seal.ts';
import { assemble, type Parts } from '../parts.ts';

export const out = (line: string): void => void process.stdout.write(`${line}\n`);
export const err = (line: string): void => void process.stderr.write(`${line}\n`);

/** Something the person at the keyboard can mend: told in a sentence, without a stack. */
export class UsageError extends Error {}

/** Runs a command and turns what goes wrong into sentences and an exit code. */
export const guarded =
  (run: (args: string[]) => Promise<number>) =>
  async (args: string[]): Promise<number> => {
    try {
      return await run(args);
    } catch (error) {
      if (error instanceof ConfigError || error instanceof UsageError) {
        err(error.message);
        return 2;
      }
      // parseArgs explains itself well enough
      if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
        err(error.message);
        return 2;
      }
      err(error instanceof Error ? error.message : String(error));
      return 1;
    }
  };

export const CONFIG_OPTION = { config: { type: 'string', default: 'crm.config.json' } } as const;

/** A time as a person reads it, in UTC. */
export const time = (ms: number | null): string =>
  ms === null ? '-' : new Date(ms).toISOString().replace('T', ' ').slice(0, 16);

/** Runs a command on everything behind the proxy, without serving anybody. @throws UsageError without an order-book key */
export const opened = async (file: string, run: (parts: Parts) => Promise<number>): Promise<number> => {
  const config = loadConfig(file);
  if (config.orderBookKeys.length === 0) {
    throw new UsageError(
      `orderBookKeys is empty. A fresh key to put into the environment: ORDER_BOOK_KEY=${freshKey()}`,
    );
  }
  const parts = await assemble(config, { log: createLog('error') });
  // The clock's timers let the process end; a command that waits must not.
  const awake = setInterval(() => {}, 60_000);
  try {
    return await run(parts);
  } finally {
    clearInterval(awake);
    await parts.close(0);
  }
};
