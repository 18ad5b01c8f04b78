import { describe, expect, it } from 'vitest';
import { collect, failure, HOOK, kitchen, memo, order } from './fixtures.ts';

const submit = (answer: string | object) => failure(kitchen([answer]).crm.submitOrder(order(), memo, HOOK));
const error = (code: string) => ({ result: 'error', error: code });

describe('an order FrontPad refuses', () => {
  it.each(['invalid_secret', 'api_off', 'invalid_plant'])(
    '%s: the access is wrong, the order was not taken',
    async code => {
      expect(await submit(error(code))).toMatchObject({ kind: 'auth', taken: 'no', code });
    },
  );

  it('requests_limit: a minute’s wait', async () => {
    expect(await submit(error('requests_limit'))).toMatchObject({ kind: 'limit', taken: 'no', retryAfterMs: 60_000 });
  });

  it('cash_close: later, when the shift is open', async () => {
    expect(await submit(error('cash_close'))).toMatchObject({ kind: 'unavailable', taken: 'no', code: 'cash_close' });
  });

  it.each(['invalid_product_keys', 'invalid_certificate'])('%s: this order is at fault', async code => {
    expect(await submit(error(code))).toMatchObject({ kind: 'invalid', taken: 'no', code });
  });

  it('invalid_method: not taken, but not understood either', async () => {
    expect(await submit(error('invalid_method'))).toMatchObject({ kind: 'protocol', taken: 'no' });
  });

  it('finds the code in error, status or description', async () => {
    expect(await submit({ result: 'error', status: 'api_off' })).toMatchObject({ code: 'api_off' });
    expect(await submit({ result: 'error', error: '', description: 'cash_close' })).toMatchObject({
      code: 'cash_close',
    });
  });
});

const NONSENSE: [string, string][] = [
  ['empty', ''],
  ['HTML', '<html><body>502 Bad Gateway</body></html>'],
  ['truncated', '{"result":"success","order_id":"55'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"success"'],
  ['another shape', '{"ok":true}'],
  ['wrong types', '{"result":{"a":1},"error":["x"],"order_id":{}}'],
];

describe('an answer nobody understands', () => {
  it.each(NONSENSE)('%s: whether the order was taken is unknown', async (_name, text) => {
    expect(await submit(text)).toMatchObject({ kind: 'protocol', taken: 'unknown' });
  });

  it.each([undefined, '', '0', null, []])('success with order_id %j: unknown', async order_id => {
    expect(await submit({ result: 'success', order_id })).toMatchObject({ kind: 'protocol', taken: 'unknown' });
  });

  it('an unknown error: unknown, and no free text of FrontPad’s in it', async () => {
    expect(await submit(error('no_such_thing'))).toMatchObject({
      kind: 'protocol',
      taken: 'unknown',
      code: 'no_such_thing',
    });
    const told = await submit(error('Клиент Анна +79161234567 не найден'));
    expect(told).toMatchObject({ kind: 'protocol', taken: 'unknown', code: undefined });
    expect(told.message).not.toContain('Анна');
  });

  it.each(NONSENSE)('%s: reads fail without harm', async (_name, text) => {
    const { crm } = kitchen([text]);
    for (const call of [crm.certificate('X'), crm.availability([]), crm.probe(), collect(crm.catalogue())]) {
      expect(await failure(call)).toMatchObject({ kind: 'protocol', taken: 'no' });
    }
  });

  it('a byte order mark is none of that', async () => {
    expect(await kitchen(['\uFEFF{"result":"success","error":"no_stops"}']).crm.availability([])).toMatchObject({
      rows: [],
    });
  });
});
