import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeForm } from '../../../../proxy/crm/frontpad/form.ts';
import { frontpad } from '../../../../proxy/crm/frontpad/index.ts';
import { formatPhone } from '../../../../proxy/crm/phone.ts';
import { cut } from '../../../../proxy/crm/text.ts';
import { fromWall, toIso, toWall } from '../../../../proxy/crm/time.ts';
import { HOOK, kitchen, memo, order, TAKEN } from './fixtures.ts';

const anyText = fc.string({ unit: 'binary' });

describe('the form', () => {
  it('brings every value over whole, brackets of names raw', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), values => {
        const body = encodeForm(values.map((value, index) => [`product[${index}]`, value]));
        expect([...new URLSearchParams(body)]).toEqual(
          values.map((value, index) => [`product[${index}]`, value.toWellFormed()]),
        );
        expect(body).not.toMatch(/%5B|%5D|[+ ]/);
      }),
    );
    expect(encodeForm([['phone', '+7 & =']])).toBe('phone=%2B7%20%26%20%3D');
    expect(encodeForm([['name', '\uD83D']])).toBe('name=%EF%BF%BD');
  });

  it('begins with the secret, which only authorize sees', async () => {
    const { crm, calls } = kitchen([TAKEN]);
    await crm.submitOrder(order(), memo, HOOK);
    const [request] = calls;
    if (!request) throw new Error('nothing was sent');
    const authorized = await frontpad.authorize(request, { secret: 'k&y=1' });
    expect(authorized.body).toBe(`secret=k%26y%3D1&${request.body}`);
    expect((await frontpad.authorize({ ...request, body: '' }, { secret: 'k' })).body).toBe('secret=k');
    expect(JSON.stringify(request)).not.toContain('secret');
  });

  it('goes to the address of the settings, whose origin alone will do', async () => {
    for (const url of ['http://127.0.0.1:8789', 'http://127.0.0.1:8789/', 'http://127.0.0.1:8789/api/index.php']) {
      const { crm, calls } = kitchen([{ result: 'success', error: 'no_stops' }], { url });
      await crm.probe();
      expect(calls[0]?.url).toBe('http://127.0.0.1:8789/api/index.php?get_stops');
    }
  });
});

describe('cutting', () => {
  it('keeps a beginning, within the length, of whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, max) => {
        const kept = cut(text, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(text.startsWith(kept)).toBe(true);
        expect(kept.isWellFormed()).toBe(true);
        if (text.length <= max) expect(kept).toBe(text);
      }),
    );
  });
});

describe('phones', () => {
  it.each([
    ['+79161234567', '+7XXXXXXXXXX', 'RU', '+79161234567'],
    ['+79161234567', '7XXXXXXXXXX', 'RU', '79161234567'],
    ['+79161234567', '8XXXXXXXXXX', 'RU', '89161234567'],
    ['+79161234567', '8 (XXX) XXX-XX-XX', 'RU', '8 (916) 123-45-67'],
    ['+79161234567', '(XXX)XXX-XX-XX', 'RU', '(916)123-45-67'],
    ['+77011234567', '+7XXXXXXXXXX', 'KZ', '+77011234567'],
    ['+380671234567', '0XXXXXXXXX', 'UA', '0671234567'],
    ['+37369123456', '+373XXXXXXXX', 'MD', '+37369123456'],
    ['+380671234567', '+7XXXXXXXXXX', 'RU', '+380671234567'],
    ['+380671234567', '8XXXXXXXXXX', 'RU', '+380671234567'],
    ['позвоните 12-34', '8XXXXXXXXXX', 'RU', 'позвоните 12-34'],
    ['+79161234567', 'XXXXXXXXXX', '??', '+79161234567'],
  ])('%s as %s in %s is %s', (phone, mask, country, spelled) => {
    expect(formatPhone(phone, mask, country)).toBe(spelled);
  });
});

describe('the shop’s clock', () => {
  it('is read back to the same instant, any day of any zone', () => {
    const zones = [
      'Europe/Moscow',
      'Europe/Chisinau',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
    ];
    const instants = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (seconds, zone) => {
        const instant = seconds * 1000;
        expect(fromWall(toWall(instant, zone), zone, instant)).toBe(instant);
        expect(Date.parse(toIso(instant, zone))).toBe(instant);
      }),
    );
  });
});
