import type { DatabaseSync } from 'node:sqlite';

/** As many writes as one transaction takes: more gain nothing and hold up the event loop. */
const BATCH = 128;

/** How long a write waits for another process to let go of the file, and how often it looks. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;
const SQLITE_BUSY = 5;

interface Write {
  since: number;
  run(): unknown;
  settle(outcome: Outcome): void;
}
type Outcome = { value: unknown } | { error: unknown };

export interface GroupCommit {
  /** Resolves when `run` and the commit after it succeeded. `run` may be called more than once. */
  write<T>(run: () => T): Promise<T>;
  /** Commits what is queued and takes no more. */
  close(): void;
}

/** One sync to disk for all the writes of one turn of the event loop. */
export function groupCommit(db: DatabaseSync, patienceMs = PATIENCE_MS): GroupCommit {
  const queue: Write[] = [];
  let closed = false;

  function flush(): void {
    const batch = queue.splice(0, BATCH);
    if (batch.length === 0) return;
    const outcomes = perform(db, batch);
    if (outcomes.some(isLocked) && mayWait(batch)) {
      queue.unshift(...batch);
      setTimeout(flush, LOOK_MS);
      return;
    }
    if (queue.length > 0) setImmediate(flush);
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
  }

  /** SQLite's own way of waiting would hold up the event loop, and with it every visitor. */
  const mayWait = ([oldest]: Write[]): boolean => !closed && performance.now() - (oldest?.since ?? 0) < patienceMs;

  return {
    write: <T>(run: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (closed) return reject(new Error('The order book is closed.'));
        if (queue.length === 0) setImmediate(flush);
        queue.push({
          since: performance.now(),
          run,
          settle: outcome => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value as T)),
        });
      }),
    close() {
      closed = true;
      while (queue.length > 0) flush();
    },
  };
}

function perform(db: DatabaseSync, batch: Write[]): Outcome[] {
  try {
    return transaction(db, () => together(batch) ?? 'rollback') ?? transaction(db, () => apart(db, batch)) ?? [];
  } catch (error) {
    return batch.map(() => ({ error }));
  }
}

/** Another process is writing; nothing of the batch was done. */
const isLocked = (outcome: Outcome): boolean =>
  'error' in outcome &&
  outcome.error instanceof Error &&
  'errcode' in outcome.error &&
  outcome.error.errcode === SQLITE_BUSY;

/** All writes or, if one fails, null. */
function together(batch: Write[]): Outcome[] | null {
  try {
    return batch.map(write => ({ value: write.run() }));
  } catch {
    return null;
  }
}

/** Each write behind its own savepoint, which costs time: only for a batch in which one is known to fail. */
function apart(db: DatabaseSync, batch: Write[]): Outcome[] {
  return batch.map(write => {
    db.exec('savepoint one');
    try {
      return { value: write.run() };
    } catch (error) {
      // A full disk may have ended the whole transaction: then its neighbours' work is gone as well.
      if (!db.isTransaction) throw error;
      db.exec('rollback to one');
      return { error };
    } finally {
      if (db.isTransaction) db.exec('release one');
    }
  });
}

/** Commits what `work` did, unless it asks for a rollback or throws. */
function transaction<T>(db: DatabaseSync, work: () => T | 'rollback'): T | null {
  db.exec('begin immediate');
  try {
    const done = work();
    if (done !== 'rollback') {
      db.exec('commit');
      return done;
    }
    if (db.isTransaction) db.exec('rollback');
    return null;
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
