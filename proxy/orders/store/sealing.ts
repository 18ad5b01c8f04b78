import type { z } from 'zod';
import type { Damaged } from '../booked.ts';
import { type Keys, type Place, SealError } from '../seal.ts';

/** A row that cannot be read. Names whose it is and why, never what it holds. */
export class UnreadableRow extends Error {
  override name = 'UnreadableRow';
  /** What is known of the order all the same. */
  readonly order: Damaged | undefined;

  constructor(message: string, order?: Damaged) {
    super(message);
    this.order = order;
  }
}

/** What can be read of a row; null: nothing, as it is damaged. */
export function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableRow) return null;
    throw error;
  }
}

export const sealJson = (keys: Keys, value: unknown, place: Place): Uint8Array =>
  keys.encrypt(JSON.stringify(value), place);

/** Opens a column and holds it to its schema. @throws UnreadableRow */
export function openJson<T>(keys: Keys, sealed: Uint8Array, place: Place, schema: z.ZodType<T>, whose: string): T {
  const parsed = schema.safeParse(json(opened(keys, sealed, place, whose), place, whose));
  if (parsed.success) return parsed.data;
  // The first step of a path is a field of ours; further ones may be what somebody typed.
  const fields = new Set(parsed.error.issues.map(issue => String(issue.path[0] ?? 'all')));
  throw new UnreadableRow(
    `${whose} cannot be read: its ${place.column} is not as expected at ${[...fields].join(', ')}`,
  );
}

/** Opens a column of plain text. @throws UnreadableRow */
export function opened(keys: Keys, sealed: Uint8Array, place: Place, whose: string): string {
  try {
    return keys.decrypt(sealed, place);
  } catch (error) {
    const why = error instanceof SealError ? error.message : 'it does not open';
    throw new UnreadableRow(`${whose} cannot be read: its ${place.column}: ${why}`);
  }
}

function json(text: string, place: Place, whose: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableRow(`${whose} cannot be read: its ${place.column} is not JSON`);
  }
}
