import { describe, expect, it } from 'vitest';
import { subject } from '../../../contract/insales.ts';
import { keepLog } from '../../../contract/record.ts';
import { connectSubject } from '../../../contract/subject.ts';
import { createTransport, type Said } from '../../../contract/transport.ts';
import { createFakeClock } from '../../../kit/clock.ts';

const OURS = 'https://proxy.example/hooks/main/token';
const BEFORE = 'https://proxy.example/hooks/main/token-of-before';
const json = (body: unknown, status = 200): Said => ({ status, body: JSON.stringify(body) });

const hook = (id: number, address: string, topic = 'orders/update', format_type = 'json') => ({
  ...{ id, address, topic, format_type },
});

/** What is written when these webhooks stand already. */
const written = async (
  act: 'addHook' | 'removeHook',
  rows: object[],
  said = json({ status: 'ok' }),
): Promise<string[]> => {
  const clock = createFakeClock();
  const dispatcher = createTransport(({ method }) => (method === 'GET' ? json(rows) : said));
  const { methods } = connectSubject(subject, { clock, log: keepLog(), dispatcher });
  await Promise.all([methods[act]?.(OURS), clock.advance(60_000)]);
  return dispatcher.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url, body }) =>
      `${method} ${/\d+(?=\.json)/.exec(url)?.[0] ?? 'new'} ${JSON.parse(body).webhook?.topic ?? ''}`.trim(),
    );
};

describe('our address', () => {
  const created = hook(8, OURS, 'orders/create');

  it.each([
    ['is registered where it is not', [], ['POST new orders/create', 'POST new orders/update']],
    ['is left alone where it is right', [created, hook(1, OURS)], []],
    ['is told in JSON', [created, hook(1, OURS, 'orders/update', 'xml')], ['PUT 1 orders/update']],
    ['gets the token of today', [created, hook(1, BEFORE)], ['PUT 1 orders/update']],
    ['stands once', [created, hook(1, BEFORE), hook(2, OURS), hook(3, BEFORE)], ['DELETE 1', 'DELETE 3']],
    [
      'is not taken for that of others',
      [created, hook(1, 'https://proxy.example/hooks/second/token'), hook(2, 'https://other.example/hooks/main/token')],
      ['POST new orders/update'],
    ],
  ])('%s', async (_, standing, expected) => {
    expect(await written('addHook', standing)).toEqual(expected);
  });

  it('may be there all the same', async () => {
    const twin = json({ address: ['уже существует'] }, 422);
    expect(await written('addHook', [], twin)).toEqual(['POST new orders/create', 'POST new orders/update']);
    await expect(written('addHook', [], json({ topic: ['нет такого'] }, 422))).rejects.toMatchObject({
      kind: 'invalid',
    });
  });

  it('is taken back in all its forms, and nothing else', async () => {
    const standing = [created, hook(1, BEFORE, 'products/update'), hook(2, 'https://other.example/')];
    expect(await written('removeHook', standing)).toEqual(['DELETE 8', 'DELETE 1']);
  });

  it('is not guessed at where no webhook says its own', async () => {
    await expect(written('addHook', [{ id: 1, topic: 'orders/update' }])).rejects.toMatchObject({ code: 'no-address' });
  });
});
