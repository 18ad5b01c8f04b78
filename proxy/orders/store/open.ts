import type { Clock } from '../../clock.ts';
import type { Keys } from '../seal.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Opens the order book that an address names: `sqlite:FILE`. @throws Error when it is none, or cannot be opened */
export async function openStore(address: string, keys: Keys, clock?: Clock): Promise<Store> {
  const file = /^sqlite:(.+)$/s.exec(address)?.[1];
  // The address may hold a password: it is not quoted.
  if (file === undefined) throw new Error('The address of the order book must be sqlite:FILE.');
  return await openSqlite({ file, keys, ...(clock && { clock }) });
}
