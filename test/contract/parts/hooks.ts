import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HookRequest, StatusChange } from '../../../proxy/crm/crm.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { keepLog } from '../record.ts';
import { patient } from '../stage.ts';
import { connectSubject, type Subject } from '../subject.ts';

type Facts = { name: string; kind: string };

/** Notifications good, bad, empty and replayed. */
export const hooksPart = (subject: Subject): void => {
  const { hooks } = subject;
  if (!hooks) return;
  const { methods } = connectSubject(subject, { clock: createFakeClock(), log: keepLog() });
  const parse = (request: HookRequest): StatusChange[] | 'ask' | Facts => {
    try {
      return methods.parseHook?.(request) ?? [];
    } catch (error) {
      const { name, kind } = error as Facts;
      return { name, kind };
    }
  };
  const refused = { name: 'CrmFailure', kind: 'invalid' };

  describe('a notification', patient, () => {
    it.each(hooks.good)('is understood: $title', ({ request, changes }) => {
      expect(parse(request)).toEqual(changes);
    });

    it.each(hooks.good)('says the same when it comes again: $title', ({ request }) => {
      expect(parse(request)).toEqual(parse(structuredClone(request)));
    });

    it.each(hooks.bad)('is refused: $title', ({ request }) => {
      expect(parse(request)).toEqual(refused);
    });

    it.each(['GET', 'HEAD', 'POST'])('without anything in it says nothing: %s', method => {
      expect([[], refused]).toContainEqual(parse({ method, headers: {}, query: {}, body: '' }));
    });

    it('of any other kind is refused, or says nothing, or names its order; it never does worse', () => {
      const form = fc.dictionary(fc.string(), fc.string()).map(fields => new URLSearchParams(fields).toString());
      const body = fc.oneof(fc.string(), fc.json({ maxDepth: 2 }), form);
      const request = fc.record({
        method: fc.constantFrom('GET', 'POST', 'PUT'),
        headers: fc.constant({ 'content-type': 'application/json' }),
        query: fc.dictionary(fc.string(), fc.string()),
        body,
      });
      fc.assert(
        fc.property(request, sent => {
          const told = parse(sent);
          if (told === 'ask') return;
          if (!Array.isArray(told)) expect(told).toEqual(refused);
          else for (const { ref, number, externalId } of told) expect(ref ?? number ?? externalId).toBeTruthy();
        }),
      );
    });
  });
};
