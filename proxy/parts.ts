import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config/config.ts';
import { closeAll, connectAll } from './crm/connect.ts';
import type { Connection } from './crm/connection.ts';
import { createLog, type Log } from './log.ts';
import type { Book } from './orders/book.ts';
import { createBook } from './orders/create-book.ts';
import { createKeep } from './orders/keep.ts';
import { createKeys, type Keys } from './orders/seal.ts';
import { openStore } from './orders/store/open.ts';
import type { Store } from './orders/store/store.ts';
import { createShop } from './shop/create-shop.ts';
import type { Shop } from './shop/shop.ts';

export interface Surroundings {
  clock?: Clock;
  log?: Log;
  /** An order book that is open already; closing stays with the parts. */
  store?: Store;
}

/** Everything behind the HTTP shell, put together once: the proxy serves it, the command line works on it. */
export interface Parts {
  config: Config;
  clock: Clock;
  log: Log;
  keys: Keys;
  store: Store;
  connections: Map<string, Connection>;
  book: Book;
  shop: Shop;
  /** Lets what is in flight end (at most `ms`) and closes the database. */
  close(ms: number): Promise<void>;
}

export const assemble = async (config: Config, surroundings: Surroundings = {}): Promise<Parts> => {
  const clock = surroundings.clock ?? systemClock;
  const log = surroundings.log ?? createLog(config.log);
  const keys = createKeys(config.orderBookKeys);
  const store = surroundings.store ?? (await openStore(config.database, keys, clock));
  const keepOf = (name: string) => createKeep(name, { store, keys, publicUrl: config.publicUrl, clock });
  const connections = connectAll(config, { clock, log, keepOf, publicUrl: config.publicUrl });
  const book = createBook({ store, keys, config, connections, clock, log });
  const shop = createShop({ store, keys, config, connections, book, clock, log });
  return {
    config,
    clock,
    log,
    keys,
    store,
    connections,
    book,
    shop,
    async close(ms) {
      await book.close(ms);
      await closeAll(connections);
      await store.close();
    },
  };
};
