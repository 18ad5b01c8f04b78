import { describe, expect, it } from 'vitest';
import { subject } from '../../../contract/moysklad.ts';
import { keepLog } from '../../../contract/record.ts';
import { connectSubject } from '../../../contract/subject.ts';
import { createTransport, type Said } from '../../../contract/transport.ts';
import { createFakeClock } from '../../../kit/clock.ts';
import { id } from './fixtures.ts';

const OURS = 'https://proxy.example/crm/hooks/main/token';
const BEFORE = 'https://proxy.example/crm/hooks/main/token-of-before';
const json = (body: unknown): Said => ({ status: 200, body: JSON.stringify(body) });

const hook = (number: number, url: string, over: object = {}) => ({
  ...{ id: id(number), url, entityType: 'customerorder', action: 'UPDATE', enabled: true },
  ...over,
});

/** What is written when these webhooks stand already. */
const written = async (act: 'addHook' | 'removeHook', ...rows: object[]): Promise<string[]> => {
  const clock = createFakeClock();
  const dispatcher = createTransport(({ method }) =>
    method === 'GET' ? json({ meta: { size: rows.length }, rows }) : method === 'DELETE' ? {} : json({ id: id(99) }),
  );
  const { methods } = connectSubject(subject, { clock, log: keepLog(), dispatcher });
  await Promise.all([methods[act]?.(OURS), clock.advance(60_000)]);
  return dispatcher.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url, body }) =>
      [method, ...(/\d+(?=$)/.exec(url)?.map(Number) ?? []), body].filter(Boolean).join(' '),
    );
};

const right = `{"entityType":"customerorder","action":"UPDATE","url":"${OURS}","enabled":true}`;

describe('our address', () => {
  it.each([
    ['is registered where it is not', [], [`POST ${right}`]],
    ['is left alone where it is right', [hook(1, OURS)], []],
    ['is switched on again', [hook(1, OURS, { enabled: false })], [`PUT 1 ${right}`]],
    ['gets the token of today', [hook(1, BEFORE)], [`PUT 1 ${right}`]],
    ['stands once', [hook(1, BEFORE), hook(2, OURS), hook(3, BEFORE)], ['DELETE 1', 'DELETE 3']],
    [
      'is not taken for that of others',
      [hook(1, 'https://proxy.example/crm/hooks/second/token'), hook(2, 'https://other.example/crm/hooks/main/token')],
      [`POST ${right}`],
    ],
    ['is not taken for that of another event', [hook(1, OURS, { action: 'CREATE' })], [`POST ${right}`]],
    ['is registered beside what cannot be read', [{ id: id(1) }], [`POST ${right}`]],
  ])('%s', async (_, standing, expected) => {
    expect(await written('addHook', ...standing)).toEqual(expected);
  });

  it('is taken back in all its forms, and nothing else', async () => {
    const standing = [hook(1, BEFORE), hook(2, OURS, { action: 'CREATE' }), hook(3, 'https://other.example/')];
    expect(await written('removeHook', ...standing)).toEqual(['DELETE 1', 'DELETE 2']);
  });
});
