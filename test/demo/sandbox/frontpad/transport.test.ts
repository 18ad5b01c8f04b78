import { describe, expect, it } from 'vitest';
import { openFrontpad, order, SECRET } from '../open.ts';

const invalidSecret = { result: 'error', error: 'invalid_secret' };

describe('transport', () => {
  it('takes raw brackets in keys', async () => {
    const frontpad = await openFrontpad();
    const body = `secret=${SECRET}&product[0]=001&product_kol[0]=2&product[1]=0101&product_kol[1]=1&product_mod[1]=0`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    expect(await frontpad.call('new_order', {}, { body, headers })).toMatchObject({ result: 'success' });
    expect((await frontpad.lastOrder()).lines.map(line => line.sku)).toEqual(['001', '0101']);
  });

  it('takes percent-encoded brackets, and text with signs and Cyrillic', async () => {
    const frontpad = await openFrontpad();
    const form = order({
      'product[1]': '020',
      'product_kol[1]': '1',
      phone: '+79000000099',
      descr: 'Соль & перец = да',
    });
    expect(new URLSearchParams(form).toString()).toContain('product%5B0%5D');
    await frontpad.call('new_order', form);
    expect(await frontpad.lastOrder()).toMatchObject({ phone: '+79000000099', comment: 'Соль & перец = да' });
    expect((await frontpad.lastOrder()).lines).toHaveLength(2);
  });

  it('counts up keys without an index, as PHP does', async () => {
    const frontpad = await openFrontpad();
    const body = new URLSearchParams(`secret=${SECRET}&product[]=001&product[]=002&product_kol[]=1&product_kol[]=3`);
    await frontpad.call('new_order', {}, { body });
    expect((await frontpad.lastOrder()).lines).toMatchObject([{ quantity: 1 }, { quantity: 3 }]);
  });

  it('takes multipart from a browser-like client', async () => {
    const frontpad = await openFrontpad();
    const body = new FormData();
    for (const [name, value] of Object.entries({ secret: SECRET, ...order() })) body.append(name, value);
    expect(await frontpad.call('new_order', {}, { body })).toMatchObject({ result: 'success' });
    expect(await frontpad.lastOrder()).toMatchObject({ phone: '79000000099', received: order() });
  });

  it('takes multipart with the part headers Retrofit and Guzzle send', async () => {
    const frontpad = await openFrontpad();
    const parts = Object.entries({ secret: SECRET, ...order() }).map(
      ([name, value]) =>
        `--b1\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Transfer-Encoding: binary\r\n` +
        `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(value)}\r\n\r\n${value}\r\n`,
    );
    const headers = { 'content-type': 'multipart/form-data; boundary="b1"' };
    const answer = await frontpad.call('new_order', {}, { body: `${parts.join('')}--b1--\r\n`, headers });
    expect(answer).toMatchObject({ result: 'success' });
    expect(await frontpad.lastOrder()).toMatchObject({ phone: '79000000099' });
  });

  it('finds no fields in JSON, in a query or in a GET', async () => {
    const frontpad = await openFrontpad();
    const json = { body: JSON.stringify({ secret: SECRET }), headers: { 'content-type': 'application/json' } };
    expect(await frontpad.call('get_stops', {}, json)).toEqual(invalidSecret);
    expect(await frontpad.call(`get_stops&secret=${SECRET}`, {}, { body: '' })).toEqual(invalidSecret);
    expect(await (await fetch(frontpad.endpoint('get_stops'))).json()).toEqual(invalidSecret);
  });

  it('has its API at one address and answers under HTTP 200', async () => {
    const frontpad = await openFrontpad();
    expect((await fetch(`${frontpad.url}/api/v2?get_stops`, { method: 'POST' })).status).toBe(404);
    const refused = await fetch(frontpad.endpoint('get_stops'), { method: 'POST' });
    expect(refused.status).toBe(200);
    expect(refused.headers.get('content-type')).toContain('application/json');
  });

  it('answers null to a call that names no method', async () => {
    const frontpad = await openFrontpad();
    expect(await frontpad.call('', order())).toBeNull();
    expect(await frontpad.call('', { secret: 'wrong' })).toBeNull();
  });

  it('refuses a body over a megabyte', async () => {
    const frontpad = await openFrontpad();
    const body = 'x'.repeat(1024 * 1024 + 1);
    expect((await fetch(frontpad.endpoint('new_order'), { method: 'POST', body })).status).toBe(413);
  });
});

describe('who may call', () => {
  it('checks the secret, which a setting changes', async () => {
    const frontpad = await openFrontpad({ settings: { secret: 'another' } });
    expect(await frontpad.call('get_stops')).toEqual(invalidSecret);
    expect(await frontpad.call('get_stops', { secret: 'another' })).toMatchObject({ result: 'success' });
  });

  it.each([
    [{ apiOff: true }, 'get_client', 'api_off'],
    [{ plan: false }, 'get_client', 'invalid_plant'],
    [{ cashClosed: true }, 'new_order', 'cash_close'],
    [{}, 'get_status', 'invalid_method'],
    [{}, 'get_status_phone', 'invalid_method'],
    [{}, 'toString', 'invalid_method'],
  ])('with %j, %s answers %s', async (settings, method, error) => {
    const frontpad = await openFrontpad();
    await frontpad.set(settings);
    expect(await frontpad.call(method, order())).toEqual({ result: 'error', error });
  });

  it('merges settings, and changes none when one is wrong', async () => {
    const frontpad = await openFrontpad();
    await frontpad.set({ cashClosed: true });
    await frontpad.set({ apiOff: true, plan: 'yes' });
    const { body } = await frontpad.set({ noStopsIn: 'description' });
    expect(body).toMatchObject({ cashClosed: true, apiOff: false, plan: true, noStopsIn: 'description' });
  });
});
