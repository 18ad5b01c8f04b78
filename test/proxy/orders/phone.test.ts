import { describe, expect, it } from 'vitest';
import { phoneHash, phoneHashes, toE164 } from '../../../proxy/orders/phone.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';

describe('toE164', () => {
  it.each([
    ['8 916 123-45-67', 'RU', '+79161234567'],
    ['89161234567', 'RU', '+79161234567'],
    ['7916 1234567', 'RU', '+79161234567'],
    ['(916) 123 45 67', 'RU', '+79161234567'],
    ['тел. +7 (916) 123-45-67 доб. 12', 'UA', '+79161234567'],
    ['067 123 45 67', 'UA', '+380671234567'],
    ['380671234567', 'UA', '+380671234567'],
    ['022 123 456', 'MD', '+37322123456'],
  ])('reads %s in %s', (text, country, phone) => expect(toE164(text, country)).toBe(phone));

  it.each(['+380 67 123 45 67', '380 67 123-45-67', '00380671234567', '+380(67)1234567'])(
    'keeps the country of %s',
    text => {
      for (const country of ['RU', 'MD', 'US', '']) expect(toE164(text, country)).toBe('+380671234567');
    },
  );

  it.each(['', '+', '12345', 'hello', '+7 916', 'K7-4821', '9'.repeat(40)])('knows that "%s" is none', text => {
    expect(toE164(text, 'RU')).toBeNull();
  });

  it('needs a country for a number without one', () => expect(toE164('916 123 45 67', 'XX')).toBeNull());
});

it('a phone is looked up under every key', () => {
  const [old, now] = [freshKey(), freshKey()];
  const keys = createKeys([now, old]);
  const former = phoneHash(createKeys([old]), '+79161234567');
  expect(phoneHashes(keys, '+79161234567')).toEqual([phoneHash(keys, '+79161234567'), former]);
});
