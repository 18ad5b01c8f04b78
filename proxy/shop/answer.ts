import type { OrderAnswer, Stage } from '../contract/index.ts';
import type { Booked, State, StatusEvent } from '../orders/booked.ts';
import { iso } from './time.ts';
import { wordsFor } from './words.ts';

const STATES: Record<State, OrderAnswer['state']> = {
  held: 'accepted',
  waiting: 'accepted',
  sending: 'accepted',
  submitted: 'submitted',
  refused: 'attention',
  uncertain: 'attention',
  dropped: 'dropped',
};

/** How an order stands for its visitor: before the CRM says anything it is new, and a dropped one is off. */
export const stageOf = ({ stage, state }: Booked): Stage => {
  if (state === 'dropped') return 'cancelled';
  return stage ?? 'new';
};

/** When an event happened, or when we heard of it. */
export const timeOf = ({ at, seenAt }: StatusEvent): number => at ?? seenAt;

/** An order as its own visitor may see it. */
export const answerOf = (booked: Booked, history: StatusEvent[], ticket: string): OrderAnswer => ({
  id: booked.id,
  number: booked.number,
  crmNumber: booked.crmNumber,
  state: STATES[booked.state],
  total: booked.order.total,
  stage: stageOf(booked),
  status: booked.status?.name ?? null,
  ...(booked.status?.colour && { colour: booked.status.colour }),
  history: history.map(event => ({ stage: event.stage, status: event.name, at: iso(timeOf(event)) })),
  notice: noticeOf(booked),
  ticket,
});

const noticeOf = ({ state, order }: Booked): string | null => {
  const words = wordsFor(order.language);
  const shown = STATES[state];
  if (shown === 'attention') return words.attention;
  if (shown === 'dropped') return words.dropped;
  return order.total === null ? words.unpriced : null;
};
