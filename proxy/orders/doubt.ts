import { z } from 'zod';
import type { Booked } from './booked.ts';

/** Our own corner of an order's memo; the rest of it is the adapter's. */
const KEY = '$book';

const SETTLE_MS = [120_000, 600_000] as const;
/** Only this many complete searches that found nothing prove absence. */
const EMPTY_LOOKS = 2;
/** After this many looks without proof a person decides. */
const MOST_LOOKS = 4;

const Doubt = z.object({ since: z.number(), looks: z.number(), empty: z.number() });
const SetStatus = z.object({ code: z.string(), at: z.number() });
const Corner = z.object({
  doubt: Doubt.optional(),
  finishes: z.number().optional(),
  setStatus: SetStatus.optional(),
});

/** What is known of an attempt that may have been taken: when it was, and how often we looked for it. */
export type Doubt = z.infer<typeof Doubt>;
type Corner = z.infer<typeof Corner>;
type Memo = Record<string, unknown>;

const cornerOf = (memo: Memo): Corner => Corner.safeParse(memo[KEY]).data ?? {};
const withCorner = (memo: Memo, corner: Corner): Memo => ({ ...memo, [KEY]: corner });

export const doubtOf = (booked: Booked): Doubt | null => cornerOf(booked.memo).doubt ?? null;

/** The memo with a doubt in it: the first one stays, as its time counts. */
export const doubted = (memo: Memo, now: number): Memo => {
  const corner = cornerOf(memo);
  return withCorner(memo, { ...corner, doubt: corner.doubt ?? { since: now, looks: 0, empty: 0 } });
};

export const withDoubt = (memo: Memo, doubt: Doubt): Memo => withCorner(memo, { ...cornerOf(memo), doubt });

export const cleared = (memo: Memo): Memo => {
  const { doubt: _, ...corner } = cornerOf(memo);
  return withCorner(memo, corner);
};

/** What the adapter sees of a memo. */
export const adaptersMemo = ({ [KEY]: _, ...memo }: Memo): Memo => memo;

/** How often `finish` was tried in vain. */
export const finishesOf = (booked: Booked): number => cornerOf(booked.memo).finishes ?? 0;
export const withFinishes = (memo: Memo, finishes: number): Memo => withCorner(memo, { ...cornerOf(memo), finishes });

/** The status that the site had us set last, and when. */
export const setStatusOf = (memo: Memo): z.infer<typeof SetStatus> | null => cornerOf(memo).setStatus ?? null;
export const withSetStatus = (memo: Memo, setStatus: z.infer<typeof SetStatus>): Memo =>
  withCorner(memo, { ...cornerOf(memo), setStatus });

/** When to look next: two minutes after the attempt, ten minutes after it, then every ten minutes. */
export const lookAt = ({ since, looks }: Doubt, now: number, speed: number): number => {
  const settled = SETTLE_MS[looks];
  return settled === undefined
    ? now + Math.round(SETTLE_MS[1] / speed)
    : Math.max(now, since + Math.round(settled / speed));
};

/** What a look that found nothing means. */
export function afterLook(
  doubt: Doubt,
  complete: boolean,
): { verdict: 'absent' | 'unproven' | 'look-again'; doubt: Doubt } {
  const next = { ...doubt, looks: doubt.looks + 1, empty: doubt.empty + (complete ? 1 : 0) };
  if (next.empty >= EMPTY_LOOKS) return { verdict: 'absent', doubt: next };
  return { verdict: next.looks >= MOST_LOOKS ? 'unproven' : 'look-again', doubt: next };
}
