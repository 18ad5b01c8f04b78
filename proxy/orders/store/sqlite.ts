import { type Clock, systemClock } from '../../clock.ts';
import type { Keys } from '../seal.ts';
import { checkKeys } from './operations/keys.ts';
import { storeOver } from './over.ts';
import { groupCommit } from './sqlite/commit.ts';
import { connect, hurry, runner } from './sqlite/connection.ts';
import { migrate } from './sqlite/migrations.ts';
import type { Store } from './store.ts';

export interface SqliteOptions {
  /** Made if it is not there, with its folder. */
  file: string;
  keys: Keys;
  clock?: Clock;
}

/**
 * The order book in one SQLite file. Several processes of one machine may have it open at a time.
 * @throws Error when the file cannot be durable, was made by a newer version, or is sealed with a key that is missing
 */
export async function openSqlite({ file, keys, clock = systemClock }: SqliteOptions): Promise<Store> {
  const db = connect(file);
  try {
    migrate(db, file);
    hurry(db);
    const run = runner(db);
    const commits = groupCommit(db);
    await commits.write(() => run(checkKeys(keys.ids)));
    // Counts the commits of other connections and the rows written on ours: both only grow.
    const version = db.prepare('select data_version + total_changes() as version from pragma_data_version');
    return storeOver(
      {
        read: async operation => run(operation()),
        write: operation => commits.write(() => run(operation())),
        version: async () => Number(version.get()?.['version']),
        async close() {
          commits.close();
          if (db.isOpen) db.close();
        },
      },
      { keys, clock },
    );
  } catch (error) {
    db.close();
    throw error;
  }
}
