import type { Book } from '../orders/book.ts';

/** Who waits for news of which orders: one subscription of the book, however many watch. */
export interface WatchHub {
  /** How many streams an address has open. */
  openFrom(address: string): number;
  /** Calls `onChange` when one of the orders changes, and `onEnd` when the proxy stops. Returns how to leave. */
  join(watcher: Watcher): () => void;
  close(): void;
}

export interface Watcher {
  address: string;
  orderIds: readonly string[];
  onChange(): void;
  onEnd(): void;
}

export const createWatchHub = (book: Pick<Book, 'onChange'>): WatchHub => {
  const watchers = new Set<Watcher>();
  const byOrder = new Map<string, Set<Watcher>>();
  const addresses = new Map<string, number>();
  let closed = false;

  const count = (address: string, by: number) => {
    const now = (addresses.get(address) ?? 0) + by;
    if (now > 0) addresses.set(address, now);
    else addresses.delete(address);
  };
  const leave = (watcher: Watcher) => {
    if (!watchers.delete(watcher)) return;
    count(watcher.address, -1);
    for (const id of watcher.orderIds) {
      const others = byOrder.get(id);
      others?.delete(watcher);
      if (others?.size === 0) byOrder.delete(id);
    }
  };
  const unsubscribe = book.onChange(id => {
    for (const watcher of byOrder.get(id) ?? []) watcher.onChange();
  });

  return {
    openFrom: address => addresses.get(address) ?? 0,
    join(watcher) {
      if (closed) {
        watcher.onEnd();
        return () => {};
      }
      watchers.add(watcher);
      count(watcher.address, 1);
      for (const id of watcher.orderIds) byOrder.set(id, (byOrder.get(id) ?? new Set()).add(watcher));
      return () => leave(watcher);
    },
    close() {
      closed = true;
      unsubscribe();
      for (const watcher of [...watchers]) watcher.onEnd();
    },
  };
};
