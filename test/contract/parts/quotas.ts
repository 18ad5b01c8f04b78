import { describe, expect, it } from 'vitest';
import type { CrmMethods } from '../../../proxy/crm/crm.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { createMemo, given, sampleOrder } from '../ask.ts';
import { keepLog, outcome } from '../record.ts';
import { patient } from '../stage.ts';
import { connectSubject, FAKE_URL, type Subject } from '../subject.ts';
import { createTransport, type Said } from '../transport.ts';

const CALLS = 1000;

interface Seen {
  operation: string;
  weight: number;
  from: number;
  to: number;
}

/** A thousand calls at once, every fifth of them an order, on a connection whose departures are noted. */
const storm = async (subject: Subject) => {
  const clock = createFakeClock();
  const seen: Seen[] = [];
  const underWay: Seen[] = [];
  const { manifest } = subject.crm;
  const settings = manifest.settings.parse(subject.settings(FAKE_URL).all);
  const weight = (operation: string): number => manifest.weight?.(operation, settings) ?? 1;
  const crm: Subject['crm'] = {
    ...subject.crm,
    // Called once for every call, the moment its quota lets it go.
    authorize(request, secrets) {
      const { operation } = request;
      const call = { operation, weight: weight(operation), from: clock.now(), to: Number.POSITIVE_INFINITY };
      seen.push(call);
      underWay.push(call);
      return subject.crm.authorize(request, secrets);
    },
  };
  let answered = 0;
  const dispatcher = createTransport(
    asked =>
      new Promise<Said>(resolve => {
        const call = underWay.shift();
        clock.after(20 + ((answered++ * 37) % 300), () => {
          if (call) call.to = clock.now();
          resolve(subject.good(asked));
        });
      }),
  );
  const { methods } = connectSubject(subject, { clock, log: keepLog(), dispatcher, crm });
  const told = Array.from({ length: CALLS }, (_, index) => outcome(call(methods, index)));
  await clock.advance(3 * 3_600_000);
  return { seen, told: await Promise.all(told) };
};

const call = async (methods: CrmMethods, index: number): Promise<unknown> => {
  const order = sampleOrder(given.skus, { number: `K-${index}`, externalId: `shop-${index}` });
  if (index % 5 === 0 && methods.submitOrder) return methods.submitOrder(order, createMemo(), given.hookUrl);
  // No two alike, so that none is shared.
  if (methods.certificate) return methods.certificate(`${700_000 + index}`);
  if (methods.findOrders) return methods.findOrders({ number: `${index}` });
  return methods.availability?.([`sku-${index}`]) ?? methods.probe();
};

const mostIn = (seen: readonly Seen[], perMs: number): number =>
  Math.max(
    ...seen.map(last =>
      seen
        .filter(({ from }) => from <= last.from && from > last.from - perMs)
        .reduce((sum, each) => sum + each.weight, 0),
    ),
  );

const mostAtOnce = (seen: readonly Seen[]): number =>
  Math.max(...seen.map(last => seen.filter(({ from, to }) => from <= last.from && to > last.from).length));

/** However many ask at once, the CRM never gets more than it bears. */
export const quotasPart = (subject: Subject): void => {
  describe(`${CALLS} calls at once`, patient, () => {
    it('keep every quota; orders all go in the end, and reads that cannot are told so', async () => {
      const { seen, told } = await storm(subject);
      const { manifest } = subject.crm;
      const settings = manifest.settings.parse(subject.settings('https://crm.example').all);
      for (const quota of manifest.quotas(settings)) {
        const counted = seen.filter(({ operation }) => quota.counts?.(operation) ?? true);
        const most = quota.kind === 'rate' ? mostIn(counted, quota.perMs) : mostAtOnce(counted);
        expect(most, JSON.stringify(quota)).toBeLessThanOrEqual(quota.n);
      }
      const failed = (result: unknown) => result instanceof Object && 'kind' in result && 'taken' in result;
      expect(told.filter((result, index) => index % 5 === 0 && failed(result))).toEqual([]);
      for (const result of told.filter(failed)) {
        expect(result).toMatchObject({ kind: 'limit', taken: 'no', code: 'own-quota' });
      }
    });
  });
};
