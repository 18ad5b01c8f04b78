import type { Clock } from '../clock.ts';
import type { Store } from './store/store.ts';

/** How long a lease outlives a process that died; renewed well before. */
const LEASE_MS = 10_000;

/** The right of one process to do one thing alone. */
export interface Lease {
  /** Takes the lease, or makes sure it is still ours. */
  hold(): Promise<boolean>;
  /** Renews it if it is ours. */
  renew(): Promise<void>;
  giveBack(): Promise<void>;
}

export function createLease(store: Store, clock: Clock, name: string, holder: string): Lease {
  let until = 0;

  async function take(): Promise<boolean> {
    const now = clock.now();
    until = (await store.lease(name, holder, LEASE_MS, now)) ? now + LEASE_MS : 0;
    return until > 0;
  }

  return {
    // While it is fresh there is no need to ask: a lane asks before every order. More than fresh is a clock set back.
    async hold() {
      const left = until - clock.now();
      return (left > LEASE_MS / 2 && left <= LEASE_MS) || (await take());
    },
    renew: async () => void (until > 0 && (await take())),
    async giveBack() {
      if (until === 0) return;
      until = 0;
      await store.release(name, holder);
    },
  };
}
