import { describe, expect, it } from 'vitest';
import { createKeys, freshKey, SealError } from '../../../proxy/orders/seal.ts';

const [old, now] = [freshKey(), freshKey()];
const keys = createKeys([now]);
const rotated = createKeys([now, old]);
const place = { table: 'orders', row: '1', column: 'body' };

describe('the list of keys', () => {
  it('takes 32 bytes in base64, base64url and hex, as one and the same key', () => {
    const bytes = Buffer.from(now, 'base64');
    const ids = [now, ` ${now}\n`, bytes.toString('base64url'), bytes.toString('hex')].map(
      key => createKeys([key]).ids,
    );
    expect(new Set(ids.flat()).size).toBe(1);
  });

  it.each([
    [[], 'at least one key'],
    [[now, 'short'], 'key 2 of 2 is not 32 bytes'],
    [[now.slice(0, -2)], 'key 1 of 1 is not 32 bytes'],
    [['00'.repeat(32)], 'one byte repeated'],
    [[now, old, now], 'key 3 of 3 is in the list twice'],
  ])('refuses a faulty one by its place, quoting none', (list, fault) => {
    expect(() => createKeys(list)).toThrow(fault);
    for (const key of list) expect(() => createKeys(list)).not.toThrow(key);
  });
});

describe('a sealed text', () => {
  it('opens in its place', () => {
    const sealed = keys.encrypt('Марья Петровна', place);
    expect(keys.decrypt(sealed, place)).toBe('Марья Петровна');
    expect(Buffer.from(sealed).includes('Марья')).toBe(false);
  });

  it('is never sealed alike twice', () => {
    expect(keys.encrypt('a', place)).not.toEqual(keys.encrypt('a', place));
  });

  it.each([
    { ...place, table: 'events' },
    { ...place, row: '2' },
    { ...place, column: 'detail' },
    { table: 'orders', row: '1","body', column: '' },
  ])('does not open in another', elsewhere => {
    expect(() => keys.decrypt(keys.encrypt('a', place), elsewhere)).toThrow(SealError);
  });

  it('does not open when a bit is turned or a byte cut off anywhere', () => {
    const sealed = keys.encrypt('a', place);
    for (let index = 0; index < sealed.length; index++) {
      const turned = sealed.map((byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => keys.decrypt(turned, place)).toThrow(SealError);
      expect(() => keys.decrypt(sealed.subarray(0, index), place)).toThrow(SealError);
    }
  });

  it('opens after a rotation, and names the key when it is gone', () => {
    const before = createKeys([old]);
    const sealed = before.encrypt('a', place);
    expect(rotated.decrypt(sealed, place)).toBe('a');
    expect(() => keys.decrypt(sealed, place)).toThrow(`key ${before.ids[0]}, which is not in the list`);
    expect(keys.decrypt(rotated.encrypt('b', place), place)).toBe('b');
  });
});

describe('a keyed hash', () => {
  it('depends on key, purpose and value, and on nothing else', () => {
    const hash = keys.hmac('phone', '+79161234567');
    expect(rotated.hmac('phone', '+79161234567')).toBe(hash);
    const others = [keys.hmac('phone', '+79161234568'), keys.hmac('certificate', '+79161234567')];
    expect(others).not.toContain(hash);
    expect(rotated.hmacAll('phone', 'a')).toEqual([keys.hmac('phone', 'a'), createKeys([old]).hmac('phone', 'a')]);
  });
});

describe('a token', () => {
  const data = { orders: ['a', 'b'] };

  it('opens until it expires, url-safe and compact', () => {
    const token = keys.sealToken('watch', data, 1_000);
    expect(token).toMatch(/^[\w-]+$/);
    expect(token.length).toBeLessThan(90);
    expect(keys.openToken('watch', token, 999)).toEqual(data);
    expect(keys.openToken('watch', token, 1_000)).toBeNull();
  });

  it('without an end never expires', () => {
    expect(keys.openToken('hook', keys.sealToken('hook', 'crm'), Date.UTC(9999, 0))).toBe('crm');
  });

  it('is good for its purpose only, and for no forger', () => {
    const token = keys.sealToken('watch', data);
    expect(keys.openToken('hook', token, 0)).toBeNull();
    expect(createKeys([old]).openToken('watch', token, 0)).toBeNull();
    const broken = ['', 'x', token.slice(1), token.slice(0, -2), `${token}AAAA`, `${token}%`, `${token}=`, '%%%'];
    for (const each of broken) expect(keys.openToken('watch', each, 0), each).toBeNull();
  });

  it('opens after a rotation', () => {
    expect(rotated.openToken('watch', createKeys([old]).sealToken('watch', data), 0)).toEqual(data);
  });
});
