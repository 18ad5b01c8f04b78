/** What is particular to a type of entity. */
import type { Account } from '../account.ts';
import type { Request } from '../http/request.ts';
import type { Entity, Fields, Rows } from '../values.ts';
import type { Reader } from './readers.ts';

/** How a field is filtered by. */
export type FilterType = 'text' | 'number' | 'flag' | 'time' | 'ref';

export interface Kind {
  readonly type: string;
  /** What a caller may set; absent: the type is read only. */
  readonly fields?: Readonly<Record<string, Reader>>;
  readonly required?: readonly string[];
  readonly filters: Readonly<Record<string, FilterType>>;
  /** The fields that `search` looks at. */
  readonly search: readonly string[];
  /** What a new one has unless the caller says otherwise. */
  readonly start?: (account: Account) => Fields;
  /** What follows from what was given, when one is made or changed. */
  readonly settle?: (given: Fields, request: Request, old: Fields) => Fields;
  /** The fields as they are answered, where they are more than what is kept. */
  readonly show?: (account: Account, entity: Entity) => Fields;
  /** The lists inside of it. */
  readonly rows?: (entity: Entity) => Readonly<Record<string, Rows>>;
  /** The field that has to be the only one of its value, when the account says so. */
  readonly unique?: (account: Account) => string | undefined;
  /** Whether a deleted one is kept for the bin. */
  readonly isDocument?: boolean;
  readonly hasSyncId?: boolean;
}

/** The filters that almost every type has. */
export const commonFilters = {
  id: 'text',
  name: 'text',
  code: 'text',
  externalCode: 'text',
  description: 'text',
  updated: 'time',
  archived: 'flag',
} as const satisfies Readonly<Record<string, FilterType>>;
