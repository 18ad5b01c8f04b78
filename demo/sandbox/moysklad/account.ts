/** One MoySklad account: all that it holds. */
import type { Kit } from '../kit/sandbox.ts';
import { localTime } from '../kit/zoned-time.ts';
import { idOf } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Entity, Ref } from './values.ts';

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  /** By path, in the order they were made. */
  readonly entities: Map<string, Entity>;
  /** By type and `syncId`: what was made under it. */
  readonly synced: Map<string, string>;
  /** By article: when what stands in the stores was last set, as an instant. */
  readonly restocked: Map<string, number>;
  newId(type: string): string;
  /** The next number of a kind of document. */
  nextNumber(type: string): string;
}

export const ACCOUNT_ID = idOf('account', 'volna');

export function openAccount(kit: Kit, settings: Settings): Account {
  const counters = new Map<string, number>();
  const next = (name: string): number => {
    const number = (counters.get(name) ?? 0) + 1;
    counters.set(name, number);
    return number;
  };
  return {
    kit,
    settings,
    entities: new Map(),
    synced: new Map(),
    restocked: new Map(),
    newId: type => idOf(`new ${type}`, next(type)),
    nextNumber: type => String(next(`number of ${type}`)).padStart(5, '0'),
  };
}

/** The time in Moscow, which all of MoySklad's times are in, to the millisecond (MoySklad API 1.2, live answers). */
export function moscowTime(instant: number): string {
  return `${localTime(instant, 'Europe/Moscow')}.${String(instant % 1000).padStart(3, '0')}`;
}

export function moscowNow({ kit }: Account): string {
  return moscowTime(kit.clock.now());
}

export function find({ entities }: Account, ref: Ref | undefined): Entity | undefined {
  return ref && entities.get(ref.path);
}

/** Everything directly under a collection's path. */
export function under({ entities }: Account, path: string): readonly Entity[] {
  return [...entities.values()].filter(entity => entity.path === `${path}/${entity.id}`);
}

/** Everything of a type. */
export function ofType({ entities }: Account, type: string): readonly Entity[] {
  return [...entities.values()].filter(entity => entity.type === type);
}
