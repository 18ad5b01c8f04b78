import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../kit/clock.ts';
import { ask, askable, createMemo, fullOrder, given } from '../ask.ts';
import { keepLog } from '../record.ts';
import { connectSubject, FAKE_URL, type Subject } from '../subject.ts';
import { type Asked, createTransport, type Said } from '../transport.ts';

/** Looks different in every form it may travel in. */
const AWKWARD = 's3"cr\\et/+=&é';

const forms = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(`:${secret}`).toString('base64'),
  // Login and password, where a CRM keeps both of them secret.
  Buffer.from(`${secret}:${secret}`).toString('base64'),
  encodeURIComponent(secret),
  new URLSearchParams({ s: secret }).toString().slice(2),
  JSON.stringify(secret).slice(1, -1),
];

const carries = (text: string): boolean => forms(AWKWARD).some(form => text.includes(form));

/** A CRM that gives back everything it was sent, in every form, in the most public way. */
const echo = ({ method, url, headers, body }: Asked): string =>
  [method, url, JSON.stringify(headers), body, ...forms(AWKWARD)].join('\n');

const echoes: [title: string, answer: (asked: Asked) => Said][] = [
  ['an HTML page', asked => ({ headers: { 'x-echo': 'yes' }, body: `<html>${echo(asked)}</html>` })],
  [
    'an error',
    asked => ({ body: JSON.stringify({ error: echo(asked), errors: [echo(asked)], message: echo(asked) }) }),
  ],
  ...[302, 400, 401, 403, 404, 409, 422, 429, 500, 503].map((status): [string, (asked: Asked) => Said] => [
    `HTTP ${status}`,
    asked => ({
      status,
      headers: { location: `https://elsewhere.example/?${encodeURIComponent(AWKWARD)}`, 'retry-after': AWKWARD },
      body: echo(asked),
    }),
  ]),
  ['a broken connection', () => ({ broken: 'ECONNRESET', begun: true })],
  ['no connection', () => ({ broken: 'ECONNREFUSED', begun: false })],
];

/** Uses every method, and keeps a transcript of all there is to see: what went out, and apart from it everything else. */
const transcript = async (subject: Subject, answer: (asked: Asked) => Said) => {
  const clock = createFakeClock();
  const log = keepLog();
  const dispatcher = createTransport(answer);
  const secrets = Object.fromEntries(subject.crm.manifest.secretKeys.map(key => [key, AWKWARD]));
  const { methods } = connectSubject(subject, { clock, log, dispatcher, secrets });
  const seen: string[] = [];
  for (const name of askable(methods)) {
    const told = ask(methods, name).then(see, see);
    await clock.advance(120_000);
    await told;
  }
  function see(thing: unknown): void {
    seen.push(inspect(thing, { depth: null, showHidden: true, maxStringLength: null }), JSON.stringify(thing) ?? '');
    if (thing instanceof Error) seen.push(String(thing), thing.stack ?? '');
  }
  for (const line of log.lines) see(line);
  return { asked: dispatcher.asked, log, seen };
};

/** Of a visitor, in `fullOrder` and in what is asked elsewhere. */
const PERSONAL = [
  '9161234567',
  '9000000011',
  'Мария',
  'maria@',
  'Садовая',
  'звонить',
  '700100',
  'K7-4821',
  'Anna',
  'u-1',
];

/** The secret goes out to the CRM, and comes to light nowhere else. */
export const secrecyPart = (subject: Subject): void => {
  describe('the secret', () => {
    it('goes out with every call, to the origins of the manifest', async () => {
      const { asked, seen, log } = await transcript(subject, sent => subject.good(sent));
      expect(asked.length).toBeGreaterThan(0);
      const carried = ({ url, headers, body }: Asked) => [url, ...Object.values(headers), body].some(carries);
      expect(asked.filter(sent => !carried(sent))).toEqual([]);
      const settings = subject.crm.manifest.settings.parse(subject.settings(FAKE_URL).all);
      const origins = subject.crm.manifest.origins(settings);
      expect(asked.filter(({ url }) => !origins.includes(new URL(url).origin))).toEqual([]);
      expect(seen.filter(carries)).toEqual([]);
      expect(log.lines.length).toBeGreaterThan(0);
    });

    it('keeps every visitor company: of calls the log has shapes alone', async () => {
      const clock = createFakeClock();
      const log = keepLog();
      const dispatcher = createTransport(sent => subject.good(sent));
      const { methods } = connectSubject(subject, { clock, log, dispatcher });
      const order = fullOrder(given.skus, '2026-11-21T21:30:00Z');
      const calls = [
        () => methods.submitOrder?.(order, createMemo(), given.hookUrl),
        () => methods.uploadOrders?.([order]),
        ...askable(methods).map(name => () => ask(methods, name)),
      ];
      for (const call of calls) {
        const told = Promise.resolve(call()).catch(() => null);
        await clock.advance(120_000);
        await told;
      }
      const lines = log.lines.map(line => JSON.stringify(line));
      expect(lines.filter(line => line.includes('"crm-request"')).length).toBeGreaterThan(0);
      expect(lines.filter(line => PERSONAL.some(text => line.includes(text)))).toEqual([]);
    });

    it.each(echoes)('comes to light nowhere when the CRM answers %s that repeats it', async (_, answer) => {
      const { asked, seen } = await transcript(subject, answer);
      expect(seen.filter(carries)).toEqual([]);
      expect(asked.filter(({ url }) => url.startsWith('https://elsewhere.example'))).toEqual([]);
    });
  });
};
