import type { Request } from 'express';
import type { Answers } from '../guard/answers.ts';
import type { Origins } from '../guard/origins.ts';
import type { Subjects } from '../guard/subjects.ts';
import type { Parts } from '../parts.ts';
import type { WatchHub } from './watch-hub.ts';

/** What stands behind the routes. */
export type Behind = Pick<Parts, 'config' | 'clock' | 'log' | 'keys' | 'connections' | 'book' | 'shop'>;

/** What a route may use: what stands behind, and the guards that need more than the request. */
export interface Desk extends Behind {
  answers: Answers;
  origins: Origins;
  subjects: Subjects;
  watchers: WatchHub;
  /** The path our routes are reached under from outside: '' or '/crm'. */
  publicPath: string;
}

/** One named part of a path. */
export const param = (req: Request, name: string): string => {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
};
