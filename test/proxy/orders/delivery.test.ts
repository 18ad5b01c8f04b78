import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, type BenchOptions, failure, openBench } from './bench.ts';

let bench: Bench;
const open = async (options?: BenchOptions) => {
  bench = await openBench(options);
  return bench;
};
afterEach(() => bench.close());

const FIRST = Buffer.from('first secret of the shop');
const SECOND = Buffer.from('second secret of the shop');
const SECRETS = [FIRST, SECOND].map(secret => `whsec_${secret.toString('base64')}`).join(' ');
const WEBHOOK = { webhook: { url: 'https://shop.example/hook', secret: SECRETS, errorStatus: 'E' } };
const MANAGERS = { managers: { email: ['a@shop.example', 'b@shop.example'], smtp: 'smtp://mail.example' } };
const refuse = () => Promise.reject(failure({ kind: 'invalid', taken: 'no', code: 'bad' }));
const events = () => bench.posts.map(({ body }) => JSON.parse(body));

describe('webhooks', () => {
  it('carry what became of the order, signed with every secret', async () => {
    const { order, until, posts, clock } = await open({ config: WEBHOOK });
    const accepted = await order();
    await until(() => posts.length === 1);
    const { url, headers, body } = posts[0] ?? { url: '', headers: {}, body: '' };
    expect(url).toBe('https://shop.example/hook');
    expect(JSON.parse(body)).toEqual({
      type: 'order.submitted',
      timestamp: new Date(clock.now()).toISOString(),
      data: {
        ...{ id: accepted.id, number: accepted.number, crmNumber: '1042', state: 'submitted' },
        ...{ stage: null, status: null, siteStatus: null },
      },
    });
    const id = headers['webhook-id'] ?? '';
    expect(id).not.toContain('.');
    expect(headers['webhook-timestamp']).toBe(String(Math.floor(clock.now() / 1000)));
    const signed = `${id}.${headers['webhook-timestamp']}.${body}`;
    const mac = (secret: Buffer) => createHmac('sha256', secret).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac(FIRST)} v1,${mac(SECOND)}`);
  });

  it('tell the shop its own status ids', async () => {
    const statuses = [{ code: 'стат.1', name: 'Cooking', stage: 'preparing' as const, siteStatus: 'P' }];
    const { order, until, book, posts } = await open({ config: WEBHOOK, connection: { statuses } });
    const accepted = await order();
    await until(() => posts.length === 1);
    const change = { ref: `ref-${accepted.number}`, status: { code: 'стат.1' }, at: null };
    await book.applyChanges('kitchen', [change, change], null);
    await until(() => posts.length === 2);
    expect(events()[1]).toMatchObject({
      type: 'order.status',
      data: { stage: 'preparing', status: 'Cooking', siteStatus: 'P' },
    });
    expect(posts[1]?.headers['webhook-id']).toMatch(/^[\w~-]+$/);
  });

  it('tell the number, too, when a hook was faster than the answer', async () => {
    const { order, until, book, crm, posts } = await open({ config: WEBHOOK });
    let answer = () => {};
    crm.onSubmit = ({ number }) =>
      new Promise(resolve => {
        answer = () => resolve({ ref: `ref-${number}`, number: '1042', warnings: [] });
      });
    const accepted = await order();
    await until(() => crm.submitted.length === 1);
    const change = { ref: `ref-${accepted.number}`, status: { code: '3', name: 'Cooking' }, at: null };
    await book.applyChanges('kitchen', [change], accepted.id);
    answer();
    await until(() => posts.length === 3);
    const submitted = events().filter(({ type }) => type === 'order.submitted');
    expect(submitted.map(({ data }) => data.crmNumber)).toEqual([null, '1042']);
  });

  it('name an order that needs a person by the shop’s error status', async () => {
    const { order, until, crm, posts } = await open({ config: WEBHOOK });
    crm.onSubmit = refuse;
    await order();
    await until(() => posts.length === 1);
    expect(events()[0]).toMatchObject({ type: 'order.attention', data: { state: 'refused', siteStatus: 'E' } });
  });

  it('tell of an order that is parked for long', async () => {
    const { order, pass, crm } = await open({
      config: { webhook: { ...WEBHOOK.webhook, attentionAfter: '1m' } },
    });
    crm.onSubmit = () => Promise.reject(failure({ kind: 'unavailable', taken: 'no' }));
    await order();
    await pass(150_000);
    expect(events()).toMatchObject([{ type: 'order.attention', data: { state: 'waiting', siteStatus: 'E' } }]);
  });

  it('tell of orders that came in by a page', async () => {
    const { order, until, posts } = await open({ config: WEBHOOK });
    await order({}, { source: 'page' });
    await until(() => posts.length === 2);
    expect(events().map(({ type }) => type)).toEqual(['order.accepted', 'order.submitted']);
  });

  it('are tried again under the same id, as late as the site asks', async () => {
    const answers = [{ status: 500 }, { status: 503, headers: { 'retry-after': '400' } }];
    const { order, until, pass, posts } = await open({
      config: WEBHOOK,
      answerWebhook: () => answers.shift() ?? { status: 200 },
    });
    await order();
    await until(() => posts.length === 1);
    await pass(7000);
    expect(posts.length).toBe(2);
    await pass(380_000);
    expect(posts.length).toBe(2);
    await pass(30_000);
    expect(posts.length).toBe(3);
    await pass(30_000);
    expect(posts.length).toBe(3);
    expect(new Set(posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('are tried again whatever fraction of a millisecond the jitter comes to', async () => {
    const answers = [{ status: 500 }];
    const { order, until, pass, posts, logs } = await open({
      config: WEBHOOK,
      answerWebhook: () => answers.shift() ?? { status: 200 },
      random: () => 0.123456789,
    });
    await order();
    await until(() => posts.length === 1);
    await pass(2000);
    expect(posts.length).toBe(1);
    await pass(5000);
    expect(posts.length).toBe(2);
    expect(logs.filter(({ event }) => event === 'outbox-failed')).toEqual([]);
  });

  it('stop when the site wants no more of them, and managers hear', async () => {
    const { order, pass, posts, mails } = await open({
      config: { ...WEBHOOK, ...MANAGERS },
      answerWebhook: () => ({ status: 410 }),
    });
    await order();
    await order();
    await pass(20_000);
    expect(posts.length).toBe(2);
    expect(mails.map(({ subject }) => subject)).toEqual(['Pizza: the site does not take our notifications']);
  });
});

describe('mail to the managers', () => {
  it('does not wait for a site that is silent', async () => {
    const { order, until, crm, mails } = await open({
      config: { ...WEBHOOK, ...MANAGERS },
      answerWebhook: () => new Promise(() => {}),
    });
    for (let n = 0; n < 9; n += 1) await order();
    await until(() => bench.posts.length > 0);
    crm.onSubmit = refuse;
    await order();
    await until(() => mails.length === 1);
  });

  it('goes out again under the same Message-ID until the server takes it', async () => {
    const ids: string[] = [];
    const { order, pass, crm, mails } = await open({
      config: MANAGERS,
      async sendMail({ messageId }) {
        ids.push(messageId);
        if (ids.length < 3) throw Object.assign(new Error('550 no manager@shop.example'), { code: 'EENVELOPE' });
      },
    });
    crm.onSubmit = refuse;
    await order();
    await pass(2000);
    expect(ids.length).toBe(1);
    await pass(80_000);
    expect(mails.length).toBe(1);
    expect(ids.length).toBe(3);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<[\w-]{32}@crm\.shop\.example>$/);
    expect(mails[0]?.to).toEqual(['a@shop.example', 'b@shop.example']);
    expect(bench.logs.filter(({ event }) => event === 'notice')).toHaveLength(1);
  });

  it('speaks the language of the shop', async () => {
    const { order, until, crm, mails } = await open({
      config: { ...MANAGERS, shop: { language: 'ru-RU' } as never },
    });
    crm.onSubmit = refuse;
    const accepted = await order();
    await until(() => mails.length === 1);
    expect(mails[0]?.subject).toBe(`Pizza: заказ ${accepted.number} не принят`);
    expect(mails[0]?.text).toContain(`crm-proxy orders drop ${accepted.number}`);
  });

  it('is a line in the log where there is no mail, without the order in it', async () => {
    const { order, until, crm, logs } = await open();
    crm.onSubmit = refuse;
    const accepted = await order();
    const noticed = () => logs.filter(({ event }) => event === 'notice');
    await until(() => noticed().length === 1);
    expect(noticed()[0]?.facts).toEqual({ notice: 'refused', connection: 'kitchen', reason: 'bad', count: undefined });
    expect(JSON.stringify(logs)).not.toContain(accepted.number);
    expect(JSON.stringify(logs)).not.toContain(accepted.id);
  });
});
