import { afterEach, beforeEach, describe } from 'vitest';
import type { Clock } from '../../../../proxy/clock.ts';
import type { Keys } from '../../../../proxy/orders/seal.ts';
import type { Store } from '../../../../proxy/orders/store/store.ts';
import { keys, type PlayedClock, playedClock } from './samples.ts';
import { acceptance } from './suite/acceptance.ts';
import { certificates } from './suite/certificates.ts';
import { changes } from './suite/changes.ts';
import { events } from './suite/events.ts';
import { finding } from './suite/finding.ts';
import { jobs } from './suite/jobs.ts';
import { lanes } from './suite/lanes.ts';
import { sharing } from './suite/sharing.ts';
import { submission } from './suite/submission.ts';
import { sweeping } from './suite/sweeping.ts';

/** An empty database of its own. Opened twice, it is the same order book in two processes. */
export interface Place {
  open(keys: Keys, clock: Clock): Promise<Store>;
  remove(): Promise<void>;
}

/** What each test finds: a fresh order book, and a clock that stands. */
export interface Scene {
  store: Store;
  clock: PlayedClock;
  /** The same order book, as another process has it. */
  another(): Promise<Store>;
}

const parts = [acceptance, certificates, changes, events, finding, jobs, lanes, sharing, submission, sweeping];

/** What every store must do, whatever database is below. */
export function storeSuite(name: string, place: () => Promise<Place>): void {
  describe(name, () => {
    const scene = {} as Scene;
    let home: Place;
    const opened: Store[] = [];
    const open = async () => {
      const store = await home.open(keys, scene.clock);
      opened.push(store);
      return store;
    };
    beforeEach(async () => {
      home = await place();
      scene.clock = playedClock();
      scene.another = open;
      scene.store = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(store => store.close()));
      await home.remove();
    });
    for (const part of parts) part(scene);
  });
}
