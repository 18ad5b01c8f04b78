/** What the CRM sends out: plain POSTs, tried a bounded number of times. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Clock } from './clock.ts';

const KEPT = 1_000;
const ANSWER_WITHIN_MS = 5_000;
/** Between tries, in the CRM's time. */
const PAUSES_MS = [2_000, 10_000, 30_000];

export interface Hook {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many tries in all. */
  readonly attempts: number;
  /** Between tries, in the CRM's time, the last again and again; 2, 10 and 30 s unless the CRM says otherwise. */
  readonly pausesMs?: readonly number[];
  /** How long an answer may take, in real milliseconds; 5 s unless the CRM says otherwise. */
  readonly answerWithinMs?: number;
  /** The only HTTP statuses that will do; any of 200-299 unless the CRM says otherwise. */
  readonly accepted?: readonly number[];
}

/** One hook in the record of what was sent. */
interface Delivery {
  readonly time: string;
  readonly method: string;
  readonly url: string;
  readonly body: string;
  attempts: number;
  /** The HTTP status of the last try; null: no answer, or not tried yet. */
  status: number | null;
  delivered: boolean;
}

export interface Hooks {
  send(hook: Hook): void;
  deliveries(): readonly Delivery[];
  stop(): void;
}

/** Hooks to one URL leave one after another, so that a later status never overtakes an earlier one. */
export function createHooks(clock: Clock): Hooks {
  const deliveries: Delivery[] = [];
  const lines = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  const pause = (ms: number): Promise<void> =>
    new Promise(resolve => {
      clock.later(clock.scaled(ms), resolve);
    });

  async function deliver(hook: Hook, delivery: Delivery): Promise<void> {
    const { pausesMs: pauses = PAUSES_MS } = hook;
    for (let attempt = 1; attempt <= hook.attempts && !stopping.signal.aborted; attempt++) {
      if (attempt > 1) await pause(pauses[Math.min(attempt - 2, pauses.length - 1)] ?? 0);
      delivery.attempts = attempt;
      delivery.status = await post(hook, stopping.signal).catch(() => null);
      delivery.delivered = delivery.status !== null && isAccepted(hook, delivery.status);
      if (delivery.delivered) return;
    }
  }

  return {
    send(hook) {
      const { url, method = 'POST', body } = hook;
      const time = new Date(clock.now()).toISOString();
      const delivery: Delivery = { time, method, url, body, attempts: 0, status: null, delivered: false };
      deliveries.push(delivery);
      if (deliveries.length > KEPT) deliveries.shift();

      const line = (lines.get(url) ?? Promise.resolve())
        .then(() => deliver(hook, delivery))
        .finally(() => lines.get(url) === line && lines.delete(url));
      lines.set(url, line);
    },
    deliveries: () => deliveries,
    stop: () => stopping.abort(),
  };
}

function isAccepted({ accepted }: Hook, status: number): boolean {
  return accepted ? accepted.includes(status) : status >= 200 && status < 300;
}

/** `fetch` would keep the connection, and with it the process, alive; here it closes with the answer. */
function post(
  { url, method = 'POST', headers, body, answerWithinMs }: Hook,
  stop: AbortSignal,
): Promise<number | null> {
  const send = new URL(url).protocol === 'https:' ? overHttps : overHttp;
  const signal = AbortSignal.any([stop, AbortSignal.timeout(answerWithinMs ?? ANSWER_WITHIN_MS)]);
  return new Promise((resolve, reject) => {
    const request = send(url, { method, agent: false, signal, headers: { ...headers } }, response => {
      response.resume().on('end', () => resolve(response.statusCode ?? null));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
