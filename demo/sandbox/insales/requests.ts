/** A call on its way through the API. */
import type { Answer } from '../kit/sandbox.ts';
import type { Account } from './account.ts';

export interface ApiRequest {
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` when there was none. */
  readonly body: unknown;
  /** A part of the path, by its place. */
  segment(place?: number): string;
  /** A number from the path, by its place; 0 when it is none, and 0 is no id. */
  id(place?: number): number;
}

export type Handler = (account: Account, request: ApiRequest) => Answer;
