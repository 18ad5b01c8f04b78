import { parseArgs } from 'node:util';
import { type Clock, wait } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { CustomerFact, UploadedRow } from '../crm/crm.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Order } from '../crm/order.ts';
import type { Parts } from '../parts.ts';
import { existingCustomer, existingOrder } from '../shop/existing.ts';
import { CONFIG_OPTION, guarded, opened, out, UsageError } from './common.ts';
import { type Row, readRows } from './upload-file.ts';

/** As many as a CRM takes at once. */
const PACK = 50;
/** How long to wait before a pack is tried again, where the CRM does not say. */
const PAUSES_MS = [5_000, 15_000, 60_000];
/** That nothing of a pack is taken is the config's fault; of a few rows it may be their own. */
const TELLING = 10;

/** `crm-proxy upload`: sends customers or orders the shop has had for long. */
export const upload = guarded(async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...CONFIG_OPTION, connection: { type: 'string' } },
  });
  const [what, file] = positionals;
  if ((what !== 'customers' && what !== 'orders') || !file) {
    throw new UsageError('Say what and whence: crm-proxy upload customers|orders --connection NAME FILE.json');
  }
  return opened(values.config, async parts => {
    const connection = chosen(parts, values.connection, what === 'customers' ? 'uploadCustomers' : 'uploadOrders');
    const { methods } = connection;
    const { shop } = parts.config;
    if (what === 'customers') {
      const rows = readRows(
        file,
        told => existingCustomer(told, shop),
        ({ id }) => id,
      );
      const send = async (pack: CustomerFact[]) => (await methods.uploadCustomers?.(pack)) ?? [];
      return sendAll(parts, connection, rows, send);
    }
    const rows = readRows(
      file,
      told => existingOrder(told, shop, parts.clock.now()),
      ({ number }) => number,
    );
    const send = async (pack: Order[]) => (await methods.uploadOrders?.(pack)) ?? [];
    return sendAll(parts, connection, rows, send);
  });
});

const chosen = (
  { connections }: Parts,
  name: string | undefined,
  method: 'uploadCustomers' | 'uploadOrders',
): Connection => {
  const able = [...connections.values()].filter(({ methods }) => methods[method] !== undefined);
  const found = name === undefined && able.length === 1 ? able[0] : able.find(connection => connection.name === name);
  if (found) return found;
  if (able.length === 0) throw new UsageError('None of the connections can be sent these.');
  throw new UsageError(`Say to which connection: --connection ${able.map(({ name: one }) => one).join(' | ')}`);
};

type Send<Value> = (pack: Value[]) => Promise<UploadedRow[]>;

/** Pack by pack. After a Ctrl-C or a failure the same command goes on where it stopped: what is there is not sent again. */
const sendAll = async <Value>(
  { clock }: Parts,
  { config: { speed } }: Connection,
  rows: readonly Row<Value>[],
  send: Send<Value>,
): Promise<number> => {
  const tally = createTally(rows);
  const stop = createStop();
  try {
    for (let at = 0; at < rows.length; at += PACK) {
      const pack = rows.slice(at, at + PACK).map(({ value }) => value);
      const told = await patiently(() => send(pack), clock, speed);
      tally.add(told);
      if (pack.length >= TELLING && told.every(({ outcome }) => outcome === 'refused')) {
        throw new UsageError(
          'Nothing of this was taken. Mend the config or the file, then run the same command again.',
        );
      }
      if (stop.asked && at + PACK < rows.length) throw new UsageError('Stopped. The same command goes on from here.');
    }
  } finally {
    stop.end();
    tally.end();
  }
  return tally.refused() > 0 ? 1 : 0;
};

/** Waits out a CRM that has too much to do, or is not there. */
const patiently = async <Result>(ask: () => Promise<Result>, clock: Clock, speed: number): Promise<Result> => {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CrmFailure) || !['limit', 'unavailable'].includes(error.kind)) throw error;
      out(`  ${error.message}: waiting`);
      await wait(clock, (error.retryAfterMs ?? pause) / speed);
    }
  }
  return ask();
};

/** Counts what became of the rows, and says so. */
const createTally = (rows: readonly Row<unknown>[]) => {
  const places = new Map(rows.map(({ id, at }) => [id, at]));
  const counts = { sent: 0, there: 0, refused: 0 };
  const warnings = new Map<string, number>();
  return {
    add(told: readonly UploadedRow[]): void {
      for (const { id, outcome, code, warnings: said = [] } of told) {
        counts[outcome] += 1;
        if (outcome === 'refused') out(`  ${places.get(id)}: refused (${code ?? 'no reason told'})`);
        for (const warning of said.map(({ code: what, about }) => `${what} (${about})`)) {
          warnings.set(warning, (warnings.get(warning) ?? 0) + 1);
        }
      }
      const { sent, there, refused } = counts;
      const done = sent + there + refused;
      out(`${done} of ${rows.length}: ${sent} sent, ${there} there already, ${refused} refused`);
    },
    refused: () => counts.refused,
    end(): void {
      for (const [warning, count] of warnings) out(`  warning: ${warning} × ${count}`);
    },
  };
};

/** The first Ctrl-C lets the pack under way end, a second one nothing. */
const createStop = (): { readonly asked: boolean; end(): void } => {
  let asked = false;
  const ask = (): void => {
    asked = true;
    out('  stopping after this pack …');
  };
  process.once('SIGINT', ask);
  return {
    get asked() {
      return asked;
    },
    end: () => void process.off('SIGINT', ask),
  };
};
