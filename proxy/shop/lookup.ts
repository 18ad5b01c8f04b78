import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { FoundOrder, OrderStatusAnswer, OrderStatusRequest } from '../contract/index.ts';
import type { Log } from '../log.ts';
import type { Book } from '../orders/book.ts';
import type { Booked } from '../orders/booked.ts';
import { toE164 } from '../orders/phone.ts';
import { understand } from './asked.ts';
import {
  type Asked,
  isTrueOf,
  type Proof,
  proofBy,
  show,
  type Terms,
  type Traced,
  traceBooked,
  traceTracked,
} from './proof.ts';
import { logTrouble } from './refresh.ts';
import type { ShowBooked, Tickets } from './ticket.ts';
import { iso } from './time.ts';
import type { FindTracked, FromCrm } from './tracked.ts';

interface Parts {
  config: Pick<Config, 'shop'>;
  book: Pick<Book, 'search' | 'order' | 'history' | 'applyChanges'>;
  findTracked: FindTracked;
  tickets: Tickets;
  clock: Clock;
  log: Log;
}

interface Lookup {
  lookup(request: OrderStatusRequest): Promise<OrderStatusAnswer>;
  showBooked: ShowBooked;
}

interface Ours {
  booked: Booked;
  traced: Traced;
}

const MOST = 20;
const nothing: OrderStatusAnswer = { orders: [], ticket: null };

/** Finds orders by what a visitor knows of them: in the order book first, then in the CRMs. */
export const createLookup = ({ config, book, findTracked, tickets, clock, log }: Parts): Lookup => {
  const { phoneCountry, timezone: timeZone, phoneLookup } = config.shop;
  const terms = (): Terms => ({ now: clock.now(), timeZone, phoneLookup });
  const phoneOf = (text: string | null | undefined) => (text ? toE164(text, phoneCountry) : null);

  const trace = async (booked: Booked): Promise<Ours> => {
    const history = await book.history(booked.id);
    // Written in E.164 when it was accepted, or nobody could read it.
    return { booked, traced: traceBooked(booked, history, booked.order.customer.phone ?? null) };
  };

  const findOurs = async (asked: Asked): Promise<Ours[]> => {
    const found = await Promise.all((await book.search(asked)).map(trace));
    return found.filter(({ traced }) => isTrueOf(traced, asked));
  };

  const foreign = (rows: FromCrm[], asked: Asked): Traced[] =>
    rows
      .map(({ connection, row }) => traceTracked(row, connection, phoneOf(row.phone)))
      .filter(traced => !Number.isNaN(traced.placedAt) && isTrueOf(traced, asked));

  /** A status that a CRM tells in passing is news for the order book too. */
  const tellBook = ({ connection, row }: FromCrm, { booked }: Ours): void => {
    if (row.status.code === booked.status?.code) return;
    const change = { ref: row.ref, number: row.number, status: row.status, at: iso(clock.now()) };
    book.applyChanges(connection.name, [change], null).catch(error => logTrouble(log, 'lookup-status', error));
  };

  const lookup = async (request: OrderStatusRequest): Promise<OrderStatusAnswer> => {
    const asked = understand(request, phoneCountry);
    if (!asked || (asked.number === undefined && !phoneLookup)) return nothing;
    const ours = await findOurs(asked);
    const rows = isAnswered(asked, ours) ? [] : await findTracked(questionFor(asked, ours));
    const { matched, others } = pair(ours, rows);
    for (const [order, from] of matched) tellBook(from, order);
    const proof = proofBy(asked);
    const known = ours.map(order => ({ id: order.booked.id, traced: freshened(order, matched.get(order)) }));
    const elsewhere = foreign(others, asked).map(traced => ({ id: null, traced }));
    return answer([...known, ...elsewhere], proof);
  };

  const answer = (all: { id: string | null; traced: Traced }[], proof: Proof): OrderStatusAnswer => {
    const shown = all
      .toSorted((a, b) => b.traced.placedAt - a.traced.placedAt)
      .flatMap(({ id, traced }) => {
        const row = show(traced, proof, terms());
        return row ? [{ id, row }] : [];
      })
      .slice(0, MOST);
    const ids = shown.flatMap(({ id }) => id ?? []);
    return { orders: shown.map(({ row }) => row), ticket: tickets.seal(ids, proof) };
  };

  const showBooked = async (ids: string[], proof: Proof): Promise<FoundOrder[]> => {
    const booked = await Promise.all(ids.map(id => book.order(id)));
    const ours = await Promise.all(booked.filter(each => each !== null).map(trace));
    return ours.flatMap(({ traced }) => show(traced, proof, terms()) ?? []);
  };

  return { lookup, showBooked };
};

/** A number alone shows nothing that the order book does not have. */
const isAnswered = ({ phone }: Asked, ours: Ours[]): boolean => phone === undefined && ours.length > 0;

/** A CRM knows an order of ours by its own number. */
const questionFor = (asked: Asked, ours: Ours[]): Asked => {
  const crmNumber = ours[0]?.booked.crmNumber;
  return asked.number === undefined || !crmNumber ? asked : { ...asked, number: crmNumber };
};

/** Which of the CRM's rows are orders of ours. */
const pair = (ours: Ours[], rows: FromCrm[]): { matched: Map<Ours, FromCrm>; others: FromCrm[] } => {
  const matched = new Map<Ours, FromCrm>();
  const others = rows.filter(from => {
    const order = ours.find(({ booked }) => isSame(booked, from));
    if (order) matched.set(order, from);
    return !order;
  });
  return { matched, others };
};

const isSame = (booked: Booked, { connection, row }: FromCrm): boolean =>
  booked.connection === connection.name &&
  (booked.ref === null ? booked.crmNumber === row.number : booked.ref === row.ref);

/** Our order with what only the CRM knows, and with the CRM's word on where it stands now. */
const freshened = ({ booked, traced }: Ours, from: FromCrm | undefined): Traced => {
  if (!from) return traced;
  const theirs = traceTracked(from.row, from.connection, traced.phone);
  const added = { ...traced, tracking: theirs.tracking, total: traced.total ?? theirs.total };
  const isNews = from.row.status.code !== booked.status?.code && theirs.stage !== null && booked.state !== 'dropped';
  return isNews ? { ...added, stage: theirs.stage, status: theirs.status, isOpen: theirs.isOpen } : added;
};
