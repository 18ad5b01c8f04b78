import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createNewsroom, type News } from '../../../demo/shop/news.ts';
import { isSigned } from '../../../demo/shop/webhook.ts';
import { openShop, SECRET } from './open.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const seconds = (ms: number) => Math.floor(ms / 1000);

/** As Standard Webhooks has it; the proxy's own signer is tested against the same. */
const signatureOf = (secrets: string, id: string, timestamp: number, body: string): string =>
  secrets
    .split(' ')
    .map(secret => Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .map(key => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ');

function call(body: string, { secret = SECRET, at = NOW, id = 'delivery-1' } = {}) {
  return {
    id,
    timestamp: String(seconds(at)),
    signature: signatureOf(secret, id, seconds(at), body),
    body: Buffer.from(body),
  };
}

describe('the signature of a webhook', () => {
  it('is good when the proxy made it', () => {
    expect(isSigned(call('{}'), SECRET, NOW)).toBe(true);
  });

  it('is good when one of several secrets is ours', () => {
    const other = `whsec_${Buffer.from('the old secret').toString('base64')}`;
    expect(isSigned(call('{}', { secret: `${other} ${SECRET}` }), SECRET, NOW)).toBe(true);
  });

  it.each([
    ['another secret', call('{}', { secret: 'whsec_b3RoZXI=' })],
    ['another body', { ...call('{}'), body: Buffer.from('{"a":1}') }],
    ['another delivery', { ...call('{}'), id: 'delivery-2' }],
    ['an old call sent again', call('{}', { at: NOW - 6 * 60_000 })],
    ['a time that is none', { ...call('{}'), timestamp: 'yesterday' }],
    ['no signature', { ...call('{}'), signature: undefined }],
    ['no id', { ...call('{}'), id: undefined }],
    ['a signature that is none', { ...call('{}'), signature: 'v1,%%%' }],
  ])('is bad for %s', (_, bad) => {
    expect(isSigned(bad, SECRET, NOW)).toBe(false);
  });
});

const news = (type: string, state: string, timestamp: string, id = 'order-1'): News => ({
  type,
  timestamp,
  data: { id, number: 'K7-4821', crmNumber: null, state, stage: null, status: null, siteStatus: null },
});

describe('the newsroom', () => {
  it('counts an order once, where it stands now', () => {
    const room = createNewsroom();
    room.take('1', news('order.accepted', 'waiting', '2026-11-21T12:00:00.000Z'));
    expect(room.tally()).toMatchObject({ accepted: 1, waiting: 1, inCrm: 0 });
    room.take('2', news('order.submitted', 'submitted', '2026-11-21T12:00:01.000Z'));
    expect(room.tally()).toMatchObject({ accepted: 1, waiting: 0, inCrm: 1 });
  });

  it('does not go back when old news comes late, nor count a delivery twice', () => {
    const room = createNewsroom();
    room.take('2', news('order.submitted', 'submitted', '2026-11-21T12:00:01.000Z'));
    room.take('1', news('order.accepted', 'waiting', '2026-11-21T12:00:00.000Z'));
    room.take('1', news('order.accepted', 'waiting', '2026-11-21T12:00:00.000Z'));
    expect(room.tally()).toMatchObject({ accepted: 1, inCrm: 1, waiting: 0 });
    expect(room.latest()).toHaveLength(2);
  });

  it('counts an order of its own from the moment it was handed over', () => {
    const room = createNewsroom();
    room.handedOver('order-7');
    expect(room.tally()).toMatchObject({ accepted: 1, waiting: 1 });
    room.take('1', news('order.attention', 'uncertain', '2026-11-21T12:00:00.000Z', 'order-7'));
    expect(room.tally()).toMatchObject({ accepted: 1, waiting: 0, attention: 1 });
  });
});

describe('the shop’s back end', () => {
  it('takes signed news and refuses the rest', async () => {
    const shop = await openShop();
    const body = JSON.stringify(news('order.accepted', 'waiting', new Date().toISOString()));
    const { id, timestamp, signature } = call(body, { at: Date.now() });
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    const post = (init: RequestInit) => shop.get('/backend/webhook', { method: 'POST', ...init });

    expect((await post({ body })).status).toBe(401);
    expect((await post({ body: `${body} `, headers })).status).toBe(401);
    expect((await post({ headers })).status).toBe(401);
    expect(await (await shop.get('/backend/news')).json()).toEqual([]);

    expect((await post({ body, headers })).status).toBe(204);
    expect(await (await shop.get('/backend/news')).json()).toMatchObject([{ type: 'order.accepted' }]);
    expect(await (await shop.get('/backend/tally')).json()).toMatchObject({ accepted: 1, waiting: 1 });
  });

  it('says so when the proxy does not answer, and can pull its plug', async () => {
    let pulled = 0;
    const shop = await openShop({ killProxy: () => pulled++ });
    expect((await shop.get('/backend/order', { method: 'POST' })).status).toBe(502);
    expect((await shop.get('/backend/pull-the-plug', { method: 'POST' })).status).toBe(204);
    expect(pulled).toBe(1);
  });
});
