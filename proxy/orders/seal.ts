import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { type BookKey, parseKeys } from './keys.ts';

export { freshKey } from './keys.ts';

/** Where a sealed text lives. It opens in this place only: moved to another row or column it is refused. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

/** A sealed text that does not open. Says why, never what. */
export class SealError extends Error {
  override name = 'SealError';
}

/** Everything the order-book keys do. The first key writes, all of them read. */
export interface Keys {
  /** Short non-secret ids of the keys, the writing one first. */
  readonly ids: readonly string[];
  encrypt(text: string, place: Place): Uint8Array;
  /** @throws SealError */
  decrypt(sealed: Uint8Array, place: Place): string;
  /** Keyed hash under the writing key: finds a value again without storing it. */
  hmac(purpose: string, value: string): string;
  /** One per key, the writing one first: a look-up by all of them survives a rotation. */
  hmacAll(purpose: string, value: string): string[];
  /** Seals JSON into a url-safe token of one purpose, good until `expiresAt` (milliseconds), or for good. */
  sealToken(purpose: string, data: unknown, expiresAt?: number): string;
  /** What a token holds; null if it is forged, damaged, of another purpose or expired at `now`. */
  openToken(purpose: string, token: string, now: number): unknown;
}

// Envelope: key id (4 bytes), nonce (12), ciphertext, tag (16).
const ID = 4;
const NONCE = 12;
const TAG = 16;
const EXPIRY = 6;
const NEVER = 2 ** 48 - 1;

/** Takes the config's list of order-book keys into use. @throws Error when the list is faulty */
export function createKeys(list: readonly string[]): Keys {
  const all = parseKeys(list);
  const [first = never()] = all;
  const byId = new Map(all.map(key => [key.id, key]));

  return {
    ids: all.map(key => key.id),
    encrypt: (text, place) => seal(first, 'rows', Buffer.from(text), aad(place)),
    decrypt(sealed, place) {
      const envelope = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      return open(byId, 'rows', envelope, aad(place)).toString();
    },
    hmac: (purpose, value) => hash(first, purpose, value),
    hmacAll: (purpose, value) => all.map(key => hash(key, purpose, value)),
    sealToken(purpose, data, expiresAt = NEVER) {
      const expiry = Buffer.alloc(EXPIRY);
      expiry.writeUIntBE(Math.min(Math.max(Math.floor(expiresAt), 0), NEVER), 0, EXPIRY);
      const text = Buffer.from(JSON.stringify(data ?? null));
      return seal(first, `token ${purpose}`, Buffer.concat([expiry, text])).toString('base64url');
    },
    openToken(purpose, token, now) {
      try {
        const envelope = Buffer.from(token, 'base64url');
        // One spelling only: whoever keeps count of used tokens must not be offered one of them in other clothes.
        if (envelope.toString('base64url') !== token) return null;
        const content = open(byId, `token ${purpose}`, envelope);
        const alive = now < content.readUIntBE(0, EXPIRY);
        return alive ? JSON.parse(content.subarray(EXPIRY).toString()) : null;
      } catch {
        return null;
      }
    },
  };
}

function seal(key: BookKey, purpose: string, content: Buffer, bound?: Buffer): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key.subkey(purpose), nonce);
  if (bound) cipher.setAAD(bound);
  return Buffer.concat([
    Buffer.from(key.id, 'hex'),
    nonce,
    cipher.update(content),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** Drawn by the hundred: asking the system for each one takes longer than sealing does. */
const freshNonce = (() => {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(NONCE * 128);
    const nonce = drawn.subarray(0, NONCE);
    drawn = drawn.subarray(NONCE);
    return nonce;
  };
})();

function open(keys: Map<string, BookKey>, purpose: string, envelope: Buffer, bound?: Buffer): Buffer {
  if (envelope.length < ID + NONCE + TAG) throw new SealError('it is cut short');
  const id = envelope.toString('hex', 0, ID);
  const key = keys.get(id);
  if (!key) throw new SealError(`it is sealed with key ${id}, which is not in the list of order-book keys`);
  return decipher(key.subkey(purpose), envelope, bound);
}

function decipher(key: KeyObject, envelope: Buffer, bound?: Buffer): Buffer {
  const tag = envelope.length - TAG;
  const cipher = createDecipheriv('aes-256-gcm', key, envelope.subarray(ID, ID + NONCE), { authTagLength: TAG });
  if (bound) cipher.setAAD(bound);
  cipher.setAuthTag(envelope.subarray(tag));
  const content = cipher.update(envelope.subarray(ID + NONCE, tag));
  try {
    return Buffer.concat([content, cipher.final()]);
  } catch {
    throw new SealError('it is damaged, or was moved from another row or column');
  }
}

const hash = (key: BookKey, purpose: string, value: string): string =>
  createHmac('sha256', key.subkey(`hash ${purpose}`))
    .update(value)
    .digest('base64url');

// JSON, so that no two places read the same when joined.
const aad = ({ table, row, column }: Place): Buffer => Buffer.from(JSON.stringify([table, row, column]));

function never(): never {
  throw new Error('parseKeys refuses an empty list');
}
