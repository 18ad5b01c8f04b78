/** Ids: UUIDs, the same in every run, so that a shop's config can name what the sandbox starts with. */
import { createHash } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The UUID of something, by its type and what tells it from others of the type. */
export function idOf(type: string, key: string | number): string {
  const hex = digest(`${type}:${key}`).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** An `externalCode` as MoySklad makes one up: 22 characters. */
export function madeUpCode(id: string): string {
  return digest(id).toString('base64url').slice(0, 22);
}

export function isId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
