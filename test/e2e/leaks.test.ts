import { afterAll, beforeAll, expect, test } from 'vitest';
import { CRM_SECRET, cart, eventually, place, SERVER_KEY, SHOP_ORIGIN, type Stage, stage } from './kit.ts';

let here: Stage;
beforeAll(async () => {
  here = await stage();
});
afterAll(() => here.close());

const ask = (path: string, body: unknown) =>
  fetch(`${here.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: SHOP_ORIGIN },
  });

test('no secret, phone, code, order id or token is in any log line or any URL a CRM or a log could keep', async () => {
  const secrets: string[] = [CRM_SECRET, SERVER_KEY, 'whsec_', '700100', 'Guest', '9160000001', '916000'];
  const bodies = [cart(1), { ...cart(2), certificate: '700100', comment: 'Guest comment' }];
  await here.back.fault('reset-before', { times: 1 });
  for (const body of bodies) {
    const { id, number, ticket } = await place(here.url, body);
    secrets.push(id, number, ticket);
  }
  const orders = await eventually(
    'both orders in the CRM',
    async () => {
      const found = (await here.back.orders()).filter(order => order.name.startsWith('Guest '));
      return found.length === 2 && found;
    },
    60_000,
  );
  const tokens = orders.map(order => order.hookUrl.split('/').at(-1) ?? '');
  expect(tokens.every(token => token.length > 20)).toBe(true);
  secrets.push(...tokens);

  for (const { ref } of orders) await here.back.status(ref, '3');
  await ask('/v1/order-status', { phone: '+79160000001' });
  await ask('/v1/order-status', { number: 'K7-0000', phone: '+79160000002' });
  await ask('/v1/certificate', { code: '700100' });
  await ask('/v1/certificate', { code: 'wrong-700100' });
  await ask('/v1/orders', { customer: { phone: '+79160000001' } });
  await fetch(`${here.url}/hooks/kitchen/wrong-token`, { method: 'POST', body: '{}' });
  await fetch(`${here.url}/v1/orders/none-such?phone=79160000001`);
  await here.back.fault('auth', { times: 1 });
  await place(here.url, cart(3));
  await here.proxy.kill('SIGTERM');

  const printed = here.printed();
  expect(printed).toContain('"event":"request"');
  for (const secret of secrets) expect(printed, `found ${secret.slice(0, 4)}…`).not.toContain(secret);

  const requests = JSON.stringify(await here.back.requests());
  for (const secret of secrets) expect(requests, 'in a URL to the CRM').not.toContain(secret);
});
