import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../proxy/crm/failure.ts';
import { type Ending, type Outcome, outcomeOf, outcomeOfOrphan, type Repeat } from '../../../proxy/orders/outcome.ts';
import { canMove } from '../../../proxy/orders/states.ts';

type Row = [what: string, ending: Ending, repeat: Repeat, doubted: boolean, outcome: Partial<Outcome>];

const no = (kind: FailureKind, code?: string): Ending => ({ kind, taken: 'no', ...(code && { code }) });
const unknown = (kind: FailureKind): Ending => ({ kind, taken: 'unknown' });

const TABLE: Row[] = [
  ['success', 'success', 'never', false, { state: 'submitted', lane: 'clear' }],
  ['success after doubt', 'success', 'safe', true, { state: 'submitted', doubt: false, lane: 'clear' }],
  [
    'no connection',
    no('unavailable'),
    'never',
    false,
    { state: 'waiting', doubt: false, place: 'kept', lane: 'pause' },
  ],
  ['limit answer', no('limit'), 'never', false, { state: 'waiting', doubt: false, place: 'kept', lane: 'pause' }],
  [
    'cash_close',
    no('unavailable', 'cash_close'),
    'never',
    false,
    { state: 'waiting', reason: 'cash_close', lane: 'pause' },
  ],
  ['bad secret', no('auth'), 'never', false, { state: 'waiting', doubt: false, lane: 'pause-until-mended' }],
  ['validation error', no('invalid', 'bad_sku'), 'safe', false, { state: 'refused', reason: 'bad_sku', lane: 'clear' }],
  ['validation error after doubt', no('invalid'), 'safe', true, { state: 'uncertain', lane: 'clear' }],
  ['validation error half way', unknown('invalid'), 'never', false, { state: 'uncertain', lane: 'clear' }],
  ['conflict nobody explained', no('conflict'), 'safe', false, { state: 'refused', lane: 'clear' }],
  ['something missing', no('not-found'), 'safe', false, { state: 'waiting', place: 'aside', lane: 'pause' }],
  ['not taken after doubt', no('unavailable'), 'safe', true, { state: 'waiting', doubt: true, lane: 'pause' }],
  [
    'time-out, safe',
    unknown('unavailable'),
    'safe',
    false,
    { state: 'waiting', doubt: true, place: 'kept', lane: 'pause' },
  ],
  ['time-out again, safe', unknown('unavailable'), 'safe', true, { state: 'waiting', doubt: true, place: 'aside' }],
  ['time-out, ask', unknown('unavailable'), 'ask', false, { state: 'waiting', doubt: true, lane: 'pause' }],
  ['time-out, never', unknown('unavailable'), 'never', false, { state: 'uncertain', lane: 'pause' }],
  ['unreadable 2xx, never', unknown('protocol'), 'never', false, { state: 'uncertain', lane: 'pause' }],
  ['auth half way, never', unknown('auth'), 'never', false, { state: 'uncertain', lane: 'pause-until-mended' }],
  [
    'taken for later, not seen yet',
    { kind: 'unavailable', taken: 'unknown', code: 'not-seen-yet' },
    'ask',
    false,
    { state: 'waiting', reason: 'not-seen-yet', doubt: true, lane: 'clear' },
  ],
  ['fault of the adapter', 'bug', 'safe', false, { state: 'uncertain', reason: 'internal', lane: 'leave' }],
  ['fault of the adapter after doubt', 'bug', 'safe', true, { state: 'uncertain', reason: 'internal' }],
];

describe('what becomes of an attempt', () => {
  it.each(TABLE)('%s', (_, ending, repeat, doubted, outcome) => {
    expect(outcomeOf(ending, repeat, doubted)).toMatchObject(outcome);
  });

  it('never leads from sending where an order may not go', () => {
    for (const [, ending, repeat, doubted] of TABLE) {
      expect(canMove('sending', outcomeOf(ending, repeat, doubted).state)).toBe(true);
    }
  });

  it('takes an interrupted attempt for one nobody knows of', () => {
    expect(outcomeOfOrphan('never')).toMatchObject({ state: 'uncertain' });
    expect(outcomeOfOrphan('ask')).toMatchObject({ state: 'waiting', doubt: true });
    expect(outcomeOfOrphan('safe')).toMatchObject({ state: 'waiting', doubt: true });
  });
});
