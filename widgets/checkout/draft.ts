import type { OrderAnswer } from '../../proxy/contract/index.ts';
import { safeStorage } from '../core/storage.ts';
import type { CartLine } from './cart.ts';
import type { Values } from './fields.ts';
import type { Sold } from './state.ts';

/** What survives a reload: the form, the cart, and the key that makes every retry the same order (pain 21). */
export interface Draft {
  readonly key: string;
  /** The cart as the page gave it: when it gives another one, ours is out of date. */
  readonly given: string;
  readonly lines: readonly CartLine[];
  readonly values: Values;
  readonly certificate: string;
  readonly marketing: Readonly<Record<string, string>>;
}

/** The order that came of it, for the visitor who goes back or reloads. */
export interface Kept {
  readonly given: string;
  readonly order: OrderAnswer;
  readonly lines: readonly Sold[];
}

function read<T>(name: string): T | null {
  try {
    return JSON.parse(safeStorage.get(name) ?? 'null');
  } catch {
    return null;
  }
}

/** The memory of one shop's checkout in this tab. Nothing is kept before the visitor has done something (pain 14). */
export function memoryOf(endpoint: string) {
  const draft = `crm-checkout:draft:${endpoint}`;
  const order = `crm-checkout:order:${endpoint}`;
  return {
    draft: (): Draft | null => read(draft),
    saveDraft: (value: Draft): void => safeStorage.set(draft, JSON.stringify(value)),
    order: (): Kept | null => read(order),
    /** The order takes the place of its draft, and its key with it. */
    saveOrder(value: Kept): void {
      safeStorage.set(order, JSON.stringify(value));
      safeStorage.remove(draft);
    },
    clear(): void {
      safeStorage.remove(draft);
      safeStorage.remove(order);
    },
  };
}

/** `randomUUID` is not there on a page without TLS. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
