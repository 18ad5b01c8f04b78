import type { CrmAnswer } from './crm.ts';

/** No CRM is believed to want more than a day. */
const LONGEST_MS = 86_400_000;

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;

/** How each header says "wait": milliseconds from its text, or nothing where the text says nothing. */
const dialects: readonly (readonly [header: string, read: (value: string, now: number) => number | undefined])[] = [
  // MoySklad
  ['x-lognex-retry-after', value => positive(value)],
  ['x-lognex-retry-timeinterval', value => positive(value)],
  ['retry-after-ms', value => positive(value)],
  ['retry-after', (value, now) => times(positive(value), 1000) ?? until(value, now)],
  // Yandex.Market
  ['x-ratelimit-resource-until', until],
  // Amazon says how many calls a second it bears
  ['x-amzn-ratelimit-limit', value => times(positive(value), 1000, -1)],
];

/** How long a CRM asks us to wait, in whichever way it says so. */
export const retryAfterMs = (
  { headers, text }: Pick<CrmAnswer, 'headers' | 'text'>,
  now: number,
): number | undefined => {
  // A date is meant by the CRM's clock, which need not be ours.
  const theirNow = Date.parse(headers['date'] ?? '') || now;
  for (const [header, read] of dialects) {
    const value = headers[header];
    const ms = value === undefined ? undefined : read(value, theirNow);
    if (ms !== undefined) return Math.min(LONGEST_MS, Math.ceil(ms));
  }
  return times(inBody(text), 1000);
};

/** Full jitter: anything up to twice as long as before, so that many callers do not come back at once. */
export const retryDelayMs = (attempt: number, random: () => number): number =>
  random() * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);

const positive = (value: string): number | undefined => (/^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined);

const times = (value: number | undefined, factor: number, power: 1 | -1 = 1): number | undefined => {
  const product = value === undefined ? Number.NaN : factor * value ** power;
  return Number.isFinite(product) ? product : undefined;
};

function until(value: string, now: number): number | undefined {
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** amoCRM says it in its problem document only, in seconds. */
const inBody = (text: string): number | undefined =>
  positive(/"retry_after"\s*:\s*"?(\d+(?:\.\d+)?)/.exec(text.slice(0, 4096))?.[1] ?? '');
