import type { Clock } from '../clock.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import type { Store } from '../orders/store/store.ts';
import type { Budget } from './budget.ts';
import { within } from './time.ts';

/** How long the first asker waits for a CRM that we know nothing of yet. */
const PATIENCE = 3_000;
/** After a call that did not reach the CRM, the gate's permit is still ours to use. */
const AGAIN = 30_000;

/** One refresh at a time; whoever cannot be answered without it may wait, but never long. */
export interface Refresh {
  start(): void;
  wait(): Promise<void>;
}

export const createRefresh = (run: () => Promise<void>, clock: Clock, log: Log): Refresh => {
  let running: Promise<void> | null = null;
  let startedAt = 0;
  return {
    start() {
      if (running) return;
      startedAt = clock.now();
      running = run()
        .catch(error => logTrouble(log, 'refresh', error))
        .finally(() => {
          running = null;
        });
    },
    wait: async () => {
      if (running) await within(clock, startedAt + PATIENCE - clock.now(), running, undefined);
    },
  };
};

interface GateOptions {
  name: string;
  everyMs: number;
  speed: number;
  store: Store;
  budget: Budget;
  clock: Clock;
  log: Log;
}

/** Runs a call at most once in `everyMs` for all processes together; trouble is logged, never thrown. */
export type Gated = (call: () => Promise<void>) => Promise<void>;

export const createGated = ({ name, everyMs, speed, store, budget, clock, log }: GateOptions): Gated => {
  let notBefore = 0;
  let hasPermit = false;

  const opens = async (): Promise<boolean> => {
    const now = clock.now();
    if (now < notBefore || !budget.isLeft()) return false;
    if (hasPermit) return true;
    const gate = await store.gate(name, Math.ceil(everyMs / speed), now);
    if (!gate.open) notBefore = gate.opensAt;
    return gate.open;
  };

  return async call => {
    if (!(await opens())) return;
    hasPermit = false;
    budget.take();
    try {
      await call();
    } catch (error) {
      // A CRM that was never reached has not counted the call: waiting out a whole hour would help nobody.
      hasPermit = error instanceof CrmFailure && error.kind === 'unavailable' && error.taken === 'no';
      if (hasPermit) notBefore = clock.now() + AGAIN / speed;
      logTrouble(log, name, error);
    }
  };
};

/** Says that a read failed, in words that hold nothing of the CRM's answer or of the visitor's question. */
export const logTrouble = (log: Log, name: string, error: unknown): void => {
  const { kind, code } = error instanceof CrmFailure ? error : { kind: 'bug', code: undefined };
  log.warn('crm-read-failed', { name, kind, code, error: error instanceof Error ? error.name : typeof error });
};
