import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

const BYTES = 32;

/** One order-book key: its subkeys by purpose, and a short id that tells which key sealed a text and nothing else. */
export interface BookKey {
  /** Eight hexadecimal digits. */
  id: string;
  subkey(purpose: string): KeyObject;
}

/** A new order-book key, as the config takes it. */
export const freshKey = (): string => randomBytes(BYTES).toString('base64');

/**
 * Reads the list of order-book keys. No fault ever quotes a key.
 * @throws Error naming the faulty key by its place in the list
 */
export function parseKeys(list: readonly string[]): BookKey[] {
  if (list.length === 0) throw new Error('The order book needs at least one key: 32 random bytes in base64 or hex.');
  const keys = list.map((text, index) => bookKey(bytesOf(text, `Order-book key ${index + 1} of ${list.length}`)));
  const twice = keys.findIndex((key, index) => keys.findIndex(other => other.id === key.id) !== index);
  if (twice >= 0) throw new Error(`Order-book key ${twice + 1} of ${list.length} is in the list twice.`);
  return keys;
}

function bytesOf(text: string, which: string): Buffer {
  const trimmed = text.trim();
  // Hex first: 64 hexadecimal digits are well-formed base64 of 48 bytes too.
  const encoding = /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64';
  const wellFormed = encoding === 'hex' || /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed);
  const bytes = Buffer.from(trimmed, encoding);
  if (!wellFormed || bytes.length !== BYTES) throw new Error(`${which} is not 32 bytes in base64 or hex.`);
  if (bytes.every(byte => byte === bytes[0])) throw new Error(`${which} is one byte repeated, not a random key.`);
  return bytes;
}

function bookKey(secret: Buffer): BookKey {
  const derive = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `crm-widgets order book: ${info}`, length));
  const subkeys = new Map<string, KeyObject>();
  return {
    id: derive('id', 4).toString('hex'),
    subkey(purpose) {
      const known = subkeys.get(purpose);
      if (known) return known;
      const key = createSecretKey(derive(`key for ${purpose}`, BYTES));
      subkeys.set(purpose, key);
      return key;
    },
  };
}
