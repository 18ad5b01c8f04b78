import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for an order book, and how to be rid of it. */
export async function folder(): Promise<{ file: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'orders-'));
  return { file: join(path, 'orders.sqlite'), remove: () => rm(path, { recursive: true }) };
}
