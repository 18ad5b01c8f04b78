import { createHmac } from 'node:crypto';
import { fetch as undiciFetch } from 'undici';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { DueJob } from './booked.ts';
import { type Channel, type Delivery, WEBHOOK_RETRY_MS } from './delivery.ts';
import { jobKey } from './job-key.ts';
import { dayOf, noticeJob } from './notices.ts';

const TIMEOUT_MS = 15_000;

interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  body: { cancel(): Promise<void> } | null;
}
/** The part of `fetch` that is used here. */
export type Fetch = (
  url: string,
  init: {
    method: 'POST';
    headers: Record<string, string>;
    body: string;
    redirect: 'manual';
    signal: AbortSignal;
  },
) => Promise<Answer>;

/** The signature of Standard Webhooks: one for each secret of a list, so that a secret can be changed without a gap. */
function signatureOf(secrets: string, id: string, timestamp: number, body: string): string {
  const list = secrets.split(/\s+/).filter(secret => secret !== '');
  return list
    .map(secret => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
}

/** Tells the site's back end of what became of its orders (Standard Webhooks). */
export function createWebhook(config: Config, clock: Clock, fetch: Fetch = undiciFetch): Channel {
  const { webhook } = config;

  async function post(job: DueJob, url: string, secret: string): Promise<Delivery> {
    const body = JSON.stringify(job.payload);
    const timestamp = Math.floor(clock.now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'crm-widgets',
      'webhook-id': job.key,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secret, job.key, timestamp, body),
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    // Nobody reads the body; unread it would keep the connection.
    await answer.body?.cancel();
    return deliveryOf(answer, clock.now());
  }

  return {
    retryMs: WEBHOOK_RETRY_MS,
    async deliver(job) {
      if (!webhook) return { kind: 'never', reason: 'no-webhook' };
      try {
        return await post(job, webhook.url, webhook.secret);
      } catch (error) {
        return {
          kind: 'again',
          reason: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable',
        };
      }
    },
    onGivenUp: (reason, now) =>
      webhook ? [noticeJob({ notice: 'webhook-failed', connection: 'webhook', reason }, jobKey(dayOf(now)), now)] : [],
  };
}

/** 410 says in the protocol's words that nobody wants to hear any more. */
function deliveryOf({ status, headers }: Answer, now: number): Delivery {
  if (status >= 200 && status < 300) return { kind: 'done' };
  const reason = `http-${status}`;
  if (status === 410) return { kind: 'never', reason };
  return { kind: 'again', reason, afterMs: retryAfterMs(headers.get('retry-after'), now) };
}

/** Seconds or a date, at most a day. */
function retryAfterMs(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return ms > 0 ? Math.min(ms, 86_400_000) : undefined;
}
