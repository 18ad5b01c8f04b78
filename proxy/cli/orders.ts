import { parseArgs } from 'node:util';
import type { StepResult } from '../orders/book.ts';
import type { Booked, Damaged, State } from '../orders/booked.ts';
import type { Parts } from '../parts.ts';
import { CONFIG_OPTION, guarded, opened, out, time, UsageError } from './common.ts';

const STATES: readonly State[] = ['held', 'waiting', 'sending', 'submitted', 'refused', 'uncertain', 'dropped'];

/** As many as one reads. */
const LISTED = 200;

type Shown = Pick<Booked, 'number' | 'state' | 'stage' | 'crmNumber' | 'createdAt' | 'reason'>;

const row = (booked: Shown): string =>
  [
    booked.number.padEnd(12),
    booked.state.padEnd(10),
    (booked.stage ?? '-').padEnd(10),
    (booked.crmNumber ?? '-').padEnd(10),
    time(booked.createdAt),
    booked.reason ?? '',
  ].join('  ');

/** What is left to see of an order that cannot be read. */
const damagedRow = (damaged: Damaged): string => row({ ...damaged, stage: null, reason: 'cannot be read' });

/** One that cannot be read is found by its number alone, and can be given up or nothing. */
const findDamaged = async (parts: Parts, number: string | undefined): Promise<Damaged | null> => {
  if (!number) return null;
  const all = await parts.store.damaged({});
  return all.find(damaged => damaged.number.toUpperCase() === number.toUpperCase() || damaged.id === number) ?? null;
};

const DROPPABLE: readonly State[] = ['held', 'waiting', 'refused', 'uncertain'];

const actOnDamaged = async (parts: Parts, verb: string, damaged: Damaged): Promise<number> => {
  if (verb !== 'drop') {
    out(damagedRow(damaged));
    // Throws, saying what is wrong with it.
    await parts.book.order(damaged.id);
    return 1;
  }
  if (!DROPPABLE.includes(damaged.state))
    throw new UsageError(`That cannot be done with an order that is ${damaged.state}.`);
  await parts.store.setAside(damaged.id, 'dropped', []);
  out(`${damaged.number} is dropped.`);
  return 0;
};

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
  const filter = { ...(state ? { states: [state as State] } : {}), limit: LISTED };
  const orders = await parts.store.list(filter);
  const damaged = await parts.store.damaged(filter);
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
  for (const each of damaged) out(damagedRow(each));
  if (orders.length + damaged.length === LISTED) out(`These are the latest ${LISTED}.`);
  if (orders.length + damaged.length === 0) out(state ? `No order is ${state}.` : 'The order book is empty.');
  return 0;
};

const show = async (parts: Parts, booked: Booked): Promise<number> => {
  const history = await parts.store.history(booked.id);
  out(row(booked));
  out(JSON.stringify({ ...booked, history }, null, 2));
  return 0;
};

const WHY_NOT: Partial<Record<Extract<StepResult, { ok: false }>['why'], string>> = {
  unknown: 'The order is gone.',
  'certificate-taken': 'Another order has used its certificate since: drop it, or enter it into the CRM by hand.',
};

const told = (result: StepResult, done: string): number => {
  if (result.ok) {
    out(done);
    return 0;
  }
  throw new UsageError(WHY_NOT[result.why] ?? `That cannot be done with an order that is ${result.state}.`);
};

const act = async (
  parts: Parts,
  verb: string,
  number: string | undefined,
  crmNumber: string | undefined,
): Promise<number> => {
  const damaged = await findDamaged(parts, number);
  if (damaged) return await actOnDamaged(parts, verb, damaged);
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
  return opened(values.config, async parts => {
    return verb === 'list' ? await list(parts, values.state) : await act(parts, verb, number, crmNumber);
  });
});
