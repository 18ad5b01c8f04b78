/** A call on its way through the API. */
import type { Answer } from '../kit/sandbox.ts';
import type { Account } from './account.ts';

export interface ApiRequest {
  readonly query: URLSearchParams;
  /** Tidied JSON; an object without fields when there was none. */
  readonly body: unknown;
  /** The address of what was called, without its query. */
  readonly address: string;
  /** A number from the path, by its place; 0 when it is none, and 0 is no id. */
  id(place?: number): number;
}

export type Handler = (account: Account, request: ApiRequest) => Answer;
