import type { Clock } from '../../clock.ts';
import type { Keys } from '../seal.ts';

/** What every operation needs besides the database. */
export interface Context {
  keys: Keys;
  clock: Clock;
}
