import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../orders/store/store.ts';

/** Something we know, and since when. */
export interface Known<T> {
  value: T;
  at: number;
}

/** One document of the store, kept in memory: it survives a restart and is shared by processes. */
export interface Kept<T> {
  /** The last known value, however old; null: never known. */
  known(): Promise<Known<T> | null>;
  put(value: T): Promise<void>;
}

interface Options<T> {
  name: string;
  schema: z.ZodType<T>;
  /** While the copy in memory is younger, the store is not asked whether another process knows better. */
  freshMs: number;
  store: Store;
  clock: Clock;
  log: Log;
}

/** How often an old copy is compared with the store's. */
const LOOK_AGAIN = 2_000;

export const createKept = <T>({ name, schema, freshMs, store, clock, log }: Options<T>): Kept<T> => {
  let memory: Known<T> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const parse = (text: string): T | null => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      log.warn('kept-unreadable', { name });
      return null;
    }
  };

  const look = async (): Promise<void> => {
    const document = await store.document(name);
    if (!document || document.at <= (memory?.at ?? Number.NEGATIVE_INFINITY)) return;
    const value = parse(document.text);
    if (value !== null) memory = { value, at: document.at };
  };

  return {
    async known() {
      const now = clock.now();
      const fresh = memory !== null && now - memory.at < freshMs;
      if (!fresh && now - lookedAt >= LOOK_AGAIN) {
        lookedAt = now;
        await look();
      }
      return memory;
    },

    async put(value) {
      const at = clock.now();
      memory = { value, at };
      await store.putDocument(name, JSON.stringify(value), at);
    },
  };
};
