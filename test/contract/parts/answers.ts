import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../kit/clock.ts';
import { type Askable, ask, askable } from '../ask.ts';
import { keepLog, outcome } from '../record.ts';
import { connectSubject, type Subject } from '../subject.ts';
import { type Asked, createTransport, type Said } from '../transport.ts';

type Answer = (asked: Asked) => Said;

/** What a method comes to when every call is answered like this, retries and their pauses included. */
const tell = async (subject: Subject, name: Askable, answer: Answer): Promise<unknown> => {
  const clock = createFakeClock();
  const dispatcher = createTransport(answer);
  const { methods } = connectSubject(subject, { clock, log: keepLog(), dispatcher });
  const told = outcome(ask(methods, name));
  await clock.advance(120_000);
  return told;
};

const bodyOf = (said: Said): string => ('body' in said ? (said.body ?? '') : '');

const garbage: [title: string, spoil: (good: string) => string][] = [
  ['cut short', good => good.slice(0, Math.ceil(good.length / 2))],
  ['HTML', () => '<!DOCTYPE html><html><body>Bad gateway</body></html>'],
  ['empty', () => ''],
  ['null', () => 'null'],
  ['a list', () => '[[]]'],
  ['a number', () => '17'],
  ['a text', () => '"success"'],
];

const oddValues = [null, true, -1, 'х', [], [[null]], {}, { '0': { a: 1 } }];

/** Every answer with one of its values swapped for one of another type. */
const oddities = (good: string): string[] => {
  const parsed: unknown = JSON.parse(good);
  if (typeof parsed !== 'object' || parsed === null) return [];
  return Object.keys(parsed).flatMap(key => oddValues.map(odd => JSON.stringify({ ...parsed, [key]: odd })));
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const statuses: [status: number, kind: string, taken: string][] = [
  [302, 'protocol', 'unknown'],
  [400, 'invalid', 'no'],
  [401, 'auth', 'no'],
  [402, 'auth', 'no'],
  [403, 'auth', 'no'],
  [404, 'not-found', 'no'],
  [409, 'conflict', 'no'],
  [420, 'limit', 'no'],
  [422, 'invalid', 'no'],
  [429, 'limit', 'no'],
  [500, 'unavailable', 'unknown'],
  [502, 'unavailable', 'unknown'],
  [503, 'limit', 'no'],
];

/** Whatever comes back, nothing but a CrmFailure of the right kind is thrown. */
export const answersPart = (subject: Subject): void => {
  const { methods } = connectSubject(subject, { clock: createFakeClock(), log: keepLog() });
  const names = askable(methods);
  // What no order can have caused by being asked, no read can either.
  const takenBy = (name: Askable, taken: string): string =>
    name === 'submitOrder' && !subject.readsFirst ? taken : 'no';

  describe.each(names)('%s', name => {
    it.each(garbage)('takes nothing that is %s for an answer', async (_, spoil) => {
      const told = await tell(subject, name, asked => ({ body: spoil(bodyOf(subject.good(asked))) }));
      expect(told).toMatchObject({ name: 'CrmFailure', kind: 'protocol', taken: takenBy(name, 'unknown') });
    });

    it('makes sense of values of the wrong type, or fails as it should', async () => {
      const bodies: string[] = [];
      await tell(subject, name, asked => {
        const said = subject.good(asked);
        bodies.push(bodyOf(said));
        return said;
      });
      for (const odd of bodies.filter(isJson).flatMap(oddities)) {
        const told = await tell(subject, name, () => ({ body: odd }));
        if (told instanceof Object && 'kind' in told && 'name' in told && 'taken' in told) {
          // An answer without the order in it is one like any other.
          if ('code' in told && told.code === 'not-seen-yet') continue;
          expect([told.name, told.kind], odd).toEqual(['CrmFailure', 'protocol']);
        }
      }
    });

    it.each(statuses.filter(([status]) => !subject.reads?.[name]?.includes(status)))(
      'tells HTTP %i as %s',
      async (status, kind, taken) => {
        const said = { status, headers: { 'retry-after': '20' }, body: '<html>Trouble</html>' };
        const told = await tell(subject, name, () => said);
        expect(told).toMatchObject({ name: 'CrmFailure', kind, taken: takenBy(name, taken) });
        if (kind === 'limit') expect(told).toMatchObject({ retryAfterMs: 20_000 });
      },
    );

    it('knows whether anything left when the connection broke', async () => {
      for (const [begun, taken] of [[false, 'no'] as const, [true, takenBy(name, 'unknown')] as const]) {
        const told = await tell(subject, name, () => ({ broken: 'ECONNRESET', begun }));
        expect(told).toMatchObject({ name: 'CrmFailure', kind: 'unavailable', taken });
      }
    });
  });

  describe.each(subject.payloads)('$capability, answered $title', ({ capability, answer, expected }) => {
    it('gives what it means', async () => {
      if (capability === 'parseHook') throw new Error('Notifications have a table of their own.');
      const told = await tell(subject, capability, typeof answer === 'function' ? answer : () => answer);
      expect(told).toMatchObject(expected as object);
    });
  });
};
