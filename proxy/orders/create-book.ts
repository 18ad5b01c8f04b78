import { wait } from '../clock.ts';
import { CrmFailure } from '../crm/failure.ts';
import { startJobs, timedWork } from '../jobs.ts';
import type { Book, Draft } from './book.ts';
import { createCommands } from './commands.ts';
import { crmJob, type Errand, isSameErrand } from './errand.ts';
import { certificateHashes, intakeOf, repetitionOf } from './intake.ts';
import { drawId, drawNumber } from './numbers.ts';
import { assembleBook, type BookOptions } from './parts.ts';
import { reasonOf } from './pause.ts';
import { createSettled } from './settled.ts';
import { ATTENTION, UNDER_WAY } from './states.ts';
import type { Acceptance } from './store/store.ts';
import { nameOf } from './worker.ts';

/** So many numbers in a row that are all taken mean that something else is wrong. */
const MOST_DRAWS = 50;

/** The order book at work. */
export function createBook(options: BookOptions): Book {
  const { store, keys, config, clock, log } = options;
  const parts = assembleBook(options);
  const { ledger, changes, lines, outbox } = parts;
  let stopJobs: (() => Promise<void>) | null = null;
  let closed = false;

  /** The disk is full, the file is locked: whoever sends the order had better try again. Nothing of it is written. */
  const notAccepted = (connection: string) => (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')) throw error;
    log.error('book-write-failed', { connection, error: nameOf(error) });
    throw new CrmFailure('accept', { kind: 'unavailable', taken: 'no', code: 'book-write-failed' });
  };

  async function accept(draft: Draft): Promise<Acceptance> {
    for (let draws = 1; ; draws += 1) {
      const number = draft.order.number ?? drawNumber(config.shop.numberPrefix);
      const intake = intakeOf(draft, { id: drawId(), number }, keys, config.shop, clock.now());
      const acceptance = await ledger.accept(intake).catch(notAccepted(draft.connection));
      const collided = acceptance.kind === 'number-taken' && intake.siteNumber === null;
      if (!collided || draws === MOST_DRAWS) return acceptance;
    }
  }

  async function takeErrand(connection: string, errand: Errand, idempotencyKey: string) {
    const { job, formerKeys } = crmJob(connection, errand, idempotencyKey, keys, clock.now());
    const standing = await store.admitJob(job, formerKeys).catch(notAccepted(connection));
    return standing === null || isSameErrand(standing, errand) ? 'taken' : 'key-reused';
  }

  async function stateOf(connection: string) {
    const lane = await store.lane(connection);
    const waiting = await store.count({ connection, states: [...UNDER_WAY] });
    const attention = await store.count({ connection, states: [...ATTENTION] });
    return { connection, pausedUntil: lane.pausedUntil, reason: reasonOf(lane), waiting, attention };
  }

  return {
    accept,
    acceptedBefore: identity => store.acceptedBefore(repetitionOf(identity, keys, clock.now())),
    order: id => store.order({ id }),
    history: id => store.history(id),
    search: ({ number, phone }) =>
      store.search({
        ...(number !== undefined && { number }),
        ...(phone !== undefined && { phoneHashes: keys.hmacAll('phone', phone) }),
      }),
    takeErrand,
    ...createCommands(ledger, config, keys, clock),
    applyChanges: (connection, told, orderId) => changes.apply(connection, told, orderId),
    askChanges: connection => lines.find(({ name }) => name === connection)?.poll.soon(),
    settled: createSettled(store, ledger, clock),
    onChange: listener => ledger.onChange(listener),
    async certificateReserved(connection, code) {
      const [hash = '', ...former] = certificateHashes(keys, code);
      return await store.certificateReserved(connection, hash, ...former);
    },
    async start() {
      if (closed) throw new Error('The order book is closed.');
      await ledger.catchUp();
      if (stopJobs || closed) return;
      parts.open();
      stopJobs = startJobs(timedWork(parts), clock, log);
    },
    async close(ms) {
      closed = true;
      const limit = wait(clock, ms);
      // The jobs last: they renew the lease of an order in flight.
      await Promise.all([...lines.map(line => line.close(limit)), outbox.close(limit)]);
      await Promise.race([stopJobs?.(), limit]);
    },
    state: () => Promise.all(lines.map(({ name }) => stateOf(name))),
  };
}
