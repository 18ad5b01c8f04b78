import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { FoundOrder } from '../contract/index.ts';
import type { Booked } from '../orders/booked.ts';
import type { Keys } from '../orders/seal.ts';
import type { Proof } from './proof.ts';

const HOUR = 3600_000;
const PURPOSE = 'ticket';

const Sealed = z.object({
  ids: z.array(z.string()).min(1),
  proof: z.object({ number: z.string().nullable(), phone: z.boolean() }),
});

/** Sealed leave to see some orders again for an hour, as much of them as was proven. Needs no storage. */
export interface Tickets {
  /** Null for no orders. */
  seal(ids: string[], proof: Proof): string | null;
  /** For whoever knows the order's unguessable id. */
  forOwner(booked: Booked): string;
  open(ticket: string): { ids: string[]; proof: Proof } | null;
}

export const createTickets = (keys: Pick<Keys, 'sealToken' | 'openToken'>, clock: Clock): Tickets => {
  const seal = (ids: string[], proof: Proof) => keys.sealToken(PURPOSE, { ids, proof }, clock.now() + HOUR);
  return {
    seal: (ids, proof) => (ids.length > 0 ? seal(ids, proof) : null),
    forOwner: ({ id, number }) => seal([id], { number, phone: true }),
    open: ticket => Sealed.safeParse(keys.openToken(PURPOSE, ticket, clock.now())).data ?? null,
  };
};

/** Shows orders by their ids to someone who has proven this much. */
export type ShowBooked = (ids: string[], proof: Proof) => Promise<FoundOrder[]>;

/** The orders of a ticket, as fresh as the order book. */
export const createWatch = (tickets: Tickets, showBooked: ShowBooked) => (ticket: string) => {
  const opened = tickets.open(ticket);
  return opened && { orderIds: opened.ids, rows: () => showBooked(opened.ids, opened.proof) };
};
