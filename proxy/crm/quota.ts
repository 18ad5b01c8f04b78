import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { ConnectionConfig } from '../config/config.ts';
import { type Bucket, createBucket } from './bucket.ts';
import type { CrmRequest, Quota } from './crm.ts';
import { CrmFailure, OWN_QUOTA } from './failure.ts';

/** A read that would wait longer fails at once: a visitor is waiting too. */
const READ_PATIENCE_MS = 3_000;
/** A submit waits for its turn however long, but not out a CRM that asked for a longer rest than this. */
const SUBMIT_PATIENCE_MS = 60_000;
/** A page of a large catalogue of a CRM that allows forty reads a minute, behind all its visitors. */
const SWEEP_PATIENCE_MS = 10 * 60_000;
const PATIENCE_MS = { submit: SUBMIT_PATIENCE_MS, read: READ_PATIENCE_MS, sweep: SWEEP_PATIENCE_MS };
/** How long to leave a CRM alone that said "too many" and no more. */
const UNSAID_PENALTY_MS = 2_000;

type Kind = CrmRequest['kind'];

/** What stands between us and a CRM's limit: every call takes its place here first, and gives it back when it ends. */
export interface QuotaGate {
  /** @throws CrmFailure `limit`, not taken, when the call would have to wait too long. */
  take(operation: string, kind: Kind): Promise<() => void>;
  /** The CRM itself said that it had too many calls: nothing goes out for so long, by the CRM's clock. */
  penalty(ms?: number): void;
}

export interface QuotaOptions {
  clock: Clock;
  /** How many times faster than ours the CRM's clock goes: divides every span, what the CRM asks for included. */
  speed: number;
  weight?: (operation: string) => number;
}

interface Waiting {
  operation: string;
  kind: Kind;
  weight: number;
  /** The limits it counts in. */
  buckets: readonly Bucket[];
  admit(): void;
  refuse(failure: CrmFailure): void;
}

/** Keeps a CRM's limits beforehand. Submits go before reads, and those before sweeps; among equals, first come, first served. */
export const createQuota = (quotas: readonly Quota[], { clock, speed, weight = () => 1 }: QuotaOptions): QuotaGate => {
  const limits = quotas.map(({ counts = () => true, ...quota }) => ({ counts, bucket: createBucket(quota, speed) }));
  const buckets = limits.map(({ bucket }) => bucket);
  const bucketsOf = (operation: string): Bucket[] =>
    limits.flatMap(({ counts, bucket }) => (counts(operation) ? [bucket] : []));
  const queues: Record<Kind, Waiting[]> = { submit: [], read: [], sweep: [] };
  const all = (): Waiting[] => [...queues.submit, ...queues.read, ...queues.sweep];
  let closedUntil = 0;
  let cancelWake = (): void => {};

  /** Lets out what it can, in order. A call that waits for a limit keeps back those behind it that count there too. */
  const letOut = (now: number): void => {
    const waitedFor = new Set<Bucket>();
    for (const call of all()) {
      if (waitedFor.size === buckets.length && waitedFor.size > 0) return;
      const fits = call.buckets.every(bucket => !waitedFor.has(bucket) && bucket.fits(call.kind, call.weight, now));
      if (!fits) {
        for (const bucket of call.buckets) waitedFor.add(bucket);
      } else if (remove(queues[call.kind], call)) call.admit();
    }
  };

  const pump = (): void => {
    const now = clock.now();
    if (closedUntil <= now) letOut(now);
    cancelWake();
    if (all().length > 0) wakeAt(nextChange(buckets, closedUntil, now), now);
  };

  const wakeAt = (at: number, now: number): void => {
    cancelWake = Number.isFinite(at) ? clock.after(Math.max(1, at - now), pump) : () => {};
  };

  const waitOf = (call: Waiting, now: number): number => {
    const rest = Math.max(0, closedUntil - now);
    if (call.kind === 'submit') return rest;
    const waitFor = (bucket: Bucket): number => {
      const ahead = call.kind === 'read' ? queues.read : [...queues.read, ...queues.sweep];
      const before = ahead.filter(each => each.buckets.includes(bucket));
      const weights = [...before, call].map(each => each.weight);
      return bucket.readWait(weights, now);
    };
    return Math.max(rest, ...call.buckets.map(waitFor));
  };

  const enter = (call: Waiting, patience: number): void => {
    const wait = waitOf(call, clock.now());
    if (wait > patience) {
      call.refuse(tooBusy(call.operation, wait * speed));
      return;
    }
    const queue = queues[call.kind];
    queue.push(call);
    pump();
    if (call.kind === 'submit' || !queue.includes(call)) return;
    // The wait foreseen was the shortest possible: submits and calls in flight may take theirs.
    clock.after(patience, () => remove(queue, call) && call.refuse(tooBusy(call.operation)));
  };

  return {
    take: (operation, kind) =>
      new Promise((resolve, refuse) => {
        const cost = weight(operation);
        const mine = bucketsOf(operation);
        const admit = (): void => {
          const returns = mine.map(bucket => bucket.put(kind, cost, clock.now()));
          resolve(() => {
            for (const giveBack of returns) giveBack(clock.now());
            pump();
          });
        };
        const patience = PATIENCE_MS[kind] / speed;
        enter({ operation, kind, weight: cost, buckets: mine, admit, refuse }, patience);
      }),

    penalty(ms = UNSAID_PENALTY_MS) {
      closedUntil = Math.max(closedUntil, clock.now() + ms / speed);
      if (ms > SUBMIT_PATIENCE_MS) {
        for (const call of queues.submit.splice(0)) call.refuse(tooBusy(call.operation, ms));
      }
      pump();
    },
  };
};

const nextChange = (buckets: readonly Bucket[], closedUntil: number, now: number): number =>
  closedUntil > now ? closedUntil : Math.min(...buckets.map(bucket => bucket.nextFree(now)));

const remove = (queue: Waiting[], call: Waiting): boolean => {
  const place = queue.indexOf(call);
  return place >= 0 && queue.splice(place, 1).length > 0;
};

const tooBusy = (operation: string, wait?: number): CrmFailure =>
  new CrmFailure(operation, {
    kind: 'limit',
    taken: 'no',
    code: OWN_QUOTA,
    ...(wait === undefined ? {} : { retryAfterMs: Math.ceil(wait) }),
  });

/**
 * Hands every connection its gate. Connections that a CRM counts together share one: those with the same secret, or
 * those at the same address.
 */
export const createQuotas = (clock: Clock): ((config: ConnectionConfig) => QuotaGate) => {
  const gates = new Map<string, QuotaGate>();
  return config => {
    const { manifest } = config.crm;
    const key = scopeKey(config);
    const gate =
      gates.get(key) ??
      createQuota(manifest.quotas(config.settings), {
        clock,
        speed: config.speed,
        weight: operation => manifest.weight?.(operation, config.settings) ?? 1,
      });
    gates.set(key, gate);
    return gate;
  };
};

/** A hash, so that no secret lives on as a key of a map. */
const scopeKey = ({ type, crm, settings, secrets }: ConnectionConfig): string => {
  const { quotaScope, secretKeys, origins } = crm.manifest;
  const whom = quotaScope === 'key' ? secretKeys.map(key => secrets[key] ?? '') : origins(settings).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([type, quotaScope, whom]))
    .digest('base64');
};
