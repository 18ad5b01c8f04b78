import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load.ts';
import { createLog } from '../log.ts';
import type { StepResult } from '../orders/book.ts';
import type { Booked, State } from '../orders/booked.ts';
import { assemble, type Parts } from '../parts.ts';
import { CONFIG_OPTION, guarded, out, UsageError } from './common.ts';

const STATES: readonly State[] = ['held', 'waiting', 'sending', 'submitted', 'refused', 'uncertain', 'dropped'];

const time = (ms: number | null): string =>
  ms === null ? '-' : new Date(ms).toISOString().replace('T', ' ').slice(0, 16);

const row = (booked: Booked): string =>
  [
    booked.number.padEnd(12),
    booked.state.padEnd(10),
    (booked.stage ?? '-').padEnd(10),
    (booked.crmNumber ?? '-').padEnd(10),
    time(booked.createdAt),
    booked.reason ?? '',
  ].join('  ');

const find = async (parts: Parts, number: string | undefined): Promise<Booked> => {
  if (!number) throw new UsageError('Which order? Give its number, e.g. crm-proxy orders show K7-4821');
  const found = await parts.store.search({ number });
  if (found.length === 1 && found[0]) return found[0];
  if (found.length > 1)
    throw new UsageError(
      `${found.length} orders answer to ${number}: ${found.map(booked => booked.number).join(', ')}`,
    );
  const byId = await parts.book.order(number);
  if (byId) return byId;
  throw new UsageError(`There is no order ${number} in this order book.`);
};

const list = async (parts: Parts, state: string | undefined): Promise<number> => {
  if (state !== undefined && !STATES.includes(state as State))
    throw new UsageError(`"${state}" is no state. States: ${STATES.join(', ')}`);
  const orders = await parts.store.list({ ...(state ? { states: [state as State] } : {}), limit: 200 });
  out(
    [
      'number'.padEnd(12),
      'state'.padEnd(10),
      'stage'.padEnd(10),
      'in CRM'.padEnd(10),
      'accepted (UTC)  ',
      'reason',
    ].join('  '),
  );
  for (const booked of orders) out(row(booked));
  if (orders.length === 0) out(state ? `No order is ${state}.` : 'The order book is empty.');
  return 0;
};

const show = async (parts: Parts, booked: Booked): Promise<number> => {
  const history = await parts.store.history(booked.id);
  out(row(booked));
  out(JSON.stringify({ ...booked, history }, null, 2));
  return 0;
};

const told = (result: StepResult, done: string): number => {
  if (result.ok) {
    out(done);
    return 0;
  }
  throw new UsageError(
    result.why === 'unknown' ? 'The order is gone.' : `That cannot be done with an order that is ${result.state}.`,
  );
};

const act = async (
  parts: Parts,
  verb: string,
  number: string | undefined,
  crmNumber: string | undefined,
): Promise<number> => {
  if (verb === 'show') return show(parts, await find(parts, number));
  const booked = await find(parts, number);
  if (verb === 'retry') return told(await parts.book.retry(booked.id), `${booked.number} goes out again.`);
  if (verb === 'drop') return told(await parts.book.drop(booked.id), `${booked.number} is dropped.`);
  if (!crmNumber)
    throw new UsageError(
      `Under which number does ${booked.number} stand in the CRM? crm-proxy orders submitted ${booked.number} 1042`,
    );
  return told(
    await parts.book.markSubmitted(booked.id, crmNumber),
    `${booked.number} is marked as submitted under ${crmNumber}.`,
  );
};

/** `crm-proxy orders …`: edits the book beside a running proxy, which notices within a second. */
export const orders = guarded(async args => {
  const { values, positionals } = parseArgs({
    args,
    options: { ...CONFIG_OPTION, state: { type: 'string' } },
    allowPositionals: true,
  });
  const [verb = 'list', number, crmNumber] = positionals;
  if (!['list', 'show', 'retry', 'submitted', 'drop'].includes(verb)) {
    throw new UsageError(`"${verb}" is nothing one can do with orders: list, show, retry, submitted or drop.`);
  }
  const parts = await assemble(loadConfig(values.config), { log: createLog('error') });
  try {
    return verb === 'list' ? await list(parts, values.state) : await act(parts, verb, number, crmNumber);
  } finally {
    await parts.close(0);
  }
});
