import type { Stage } from '../../contract/index.ts';
import type { Booked, Change } from '../booked.ts';

const lastStages: ReadonlySet<Stage | null> = new Set(['delivered', 'cancelled', 'returned']);

/** The order after a change; the time of the change is given. */
export function applied(booked: Booked, change: Change, updatedAt: number): Booked {
  const { event, eventStands = true, freeCertificate: _, takeCertificate: __, jobs: ___, ...plain } = change;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return { ...booked, ...given, status: event && eventStands ? event : booked.status, updatedAt };
}

/** Nothing more is to come: such an order may be erased after its term, every other one never. */
export const hasEnded = ({ state, stage }: Booked): boolean =>
  state === 'dropped' || (state === 'submitted' && lastStages.has(stage));
