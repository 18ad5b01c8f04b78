import type { Clock } from '../clock.ts';
import type { Book } from './book.ts';
import type { Booked } from './booked.ts';
import type { Ledger } from './ledger.ts';
import { isPaused } from './pause.ts';
import { UNDER_WAY } from './states.ts';
import type { Store } from './store/store.ts';

/** Waits for the answer of the CRM to one order, where there is hope of one soon. */
export function createSettled(store: Store, ledger: Ledger, clock: Clock): Book['settled'] {
  /** It is settled, was tried in vain, has others before it in the line, or nothing moves. */
  async function isHopeless({ connection, state, attempts }: Booked): Promise<boolean> {
    if (!UNDER_WAY.includes(state) || (state === 'waiting' && attempts > 0)) return true;
    if (isPaused(await store.lane(connection), clock.now())) return true;
    return (await store.count({ connection, states: [...UNDER_WAY] })) > 1;
  }

  /** Begins to listen at once; `over` resolves at the order's next change or after `ms`. */
  function listen(id: string, ms: number): { over: Promise<void>; stop(): void } {
    let stop = () => {};
    const over = new Promise<void>(resolve => {
      const cancel = clock.after(ms, () => stop());
      const unsubscribe = ledger.onChange(changed => void (changed === id && stop()));
      stop = () => {
        cancel();
        unsubscribe();
        resolve();
      };
    });
    return { over, stop: () => stop() };
  }

  return async (id, ms) => {
    const until = clock.now() + ms;
    for (;;) {
      const left = Math.max(0, until - clock.now());
      const change = listen(id, left);
      const booked = await store.order({ id });
      if (!booked || left === 0 || (await isHopeless(booked))) {
        change.stop();
        return booked;
      }
      await change.over;
    }
  };
}
