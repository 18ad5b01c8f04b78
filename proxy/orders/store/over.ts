import type { Context } from './context.ts';
import { accept, acceptedBefore } from './operations/accept.ts';
import { isReserved } from './operations/certificates.ts';
import { change, claim, nextDue, setAside } from './operations/change.ts';
import { document, dropDocuments, putDocument } from './operations/documents.ts';
import { keepEarly, takeEarly } from './operations/early.ts';
import { history } from './operations/events.ts';
import { changedSince, count, damaged, list, order, search } from './operations/find.ts';
import { allotId } from './operations/ids.ts';
import { addJobs, admitJob, dueCrmJobs, dueJobs, failedJobs, settleJob } from './operations/jobs.ts';
import { gate, lane, lease, release, setLane } from './operations/lanes.ts';
import { SWEEP, sweep } from './operations/sweep.ts';
import type { Op } from './query.ts';
import type { Store, Terms } from './store.ts';

/** A database as the order book sees it: something that runs operations. */
export interface Engine {
  read<T>(operation: () => Op<T>): Promise<T>;
  /** Resolves once it is on the disk. An operation may be started more than once. */
  write<T>(operation: () => Op<T>): Promise<T>;
  version(): Promise<number>;
  close(): Promise<void>;
}

/** The order book over a database. */
export function storeOver({ read, write, version, close }: Engine, context: Context): Store {
  return {
    accept: intake => write(() => accept(context, intake)),
    acceptedBefore: by => read(() => acceptedBefore(context, by)),
    order: selector => read(() => order(context, selector)),
    history: id => read(() => history(context, id)),
    search: by => read(() => search(context, by)),
    list: filter => read(() => list(context, filter)),
    damaged: filter => read(() => damaged(context, filter)),
    count: filter => read(() => count(filter)),
    claim: (connection, now) => write(() => claim(context, connection, now)),
    nextDue: connection => read(() => nextDue(connection)),
    change: (selector, decide) => write(() => change(context, selector, decide)),
    setAside: (id, state, jobs) => write(() => setAside(context, id, state, jobs)),
    keepEarly: (early, now) => write(() => keepEarly(context, early, now)),
    takeEarly: (connection, ref) => write(() => takeEarly(context, connection, ref)),
    certificateReserved: (connection, ...hashes) => read(() => isReserved(connection, hashes)),
    lane: connection => read(() => lane(context, connection)),
    setLane: (connection, state, jobs) => write(() => setLane(context, connection, state, jobs)),
    lease: (name, holder, ms, now) => write(() => lease(name, holder, ms, now)),
    release: (name, holder) => write(() => release(name, holder)),
    gate: (name, everyMs, now) => write(() => gate(name, everyMs, now)),
    document: name => read(() => document(context, name)),
    putDocument: (name, text, at) => write(() => putDocument(context, name, text, at)),
    dropDocuments: prefix => write(() => dropDocuments(prefix)),
    allotId: (connection, kind, hashes) => write(() => allotId(context, connection, kind, hashes)),
    addJobs: jobs => write(() => addJobs(context, jobs)),
    admitJob: (job, formerKeys) => write(() => admitJob(context, job, formerKeys)),
    dueCrmJobs: (connection, now, limit) => read(() => dueCrmJobs(context, connection, now, limit)),
    dueJobs: (now, limit, kind) => read(() => dueJobs(context, now, limit, kind)),
    failedJobs: limit => read(() => failedJobs(context, limit)),
    settleJob: (id, next) => write(() => settleJob(context, id, next)),
    version,
    changedSince: since => read(() => changedSince(since)),
    sweep: terms => sweepAll(write, terms),
    close,
  };
}

/** In portions, so that a long sweep lets accepted orders through. */
async function sweepAll(write: Engine['write'], terms: Terms): Promise<{ erased: number }> {
  let erased = 0;
  let portion: number;
  do {
    portion = (await write(() => sweep(terms))).erased;
    erased += portion;
  } while (portion === SWEEP);
  return { erased };
}
