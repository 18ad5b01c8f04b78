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
import { type Found, withoutTwins } from './twins.ts';

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

  const foreign = (rows: FromCrm[], asked: Asked): Found[] =>
    rows
      .map(({ connection, row }) => ({
        id: null,
        connection: connection.name,
        traced: traceTracked(row, connection, phoneOf(row.phone)),
      }))
      .filter(({ traced }) => !Number.isNaN(traced.placedAt) && isTrueOf(traced, asked));

  /** A status that a CRM tells in passing is news for the order book too. */
  const tellBook = (from: FromCrm, { booked }: Ours): void => {
    if (!isNews(from, booked)) return;
    const { connection, row, at } = from;
    const change = { ref: row.ref, number: row.number, status: row.status, at: iso(at) };
    book.applyChanges(connection.name, [change], null).catch(error => logTrouble(log, 'lookup-status', error));
  };

  const lookup = async (request: OrderStatusRequest): Promise<OrderStatusAnswer> => {
    const asked = understand(request, phoneCountry);
    if (!asked || (asked.number === undefined && !phoneLookup)) return nothing;
    const ours = await findOurs(asked);
    const rows = await findTracked(({ name }) => questionFor(asked, ours, name));
    const { matched, others } = pair(ours, rows);
    for (const [order, from] of matched) tellBook(from, order);
    const proof = proofBy(asked);
    const known = ours.map(order => ({
      id: order.booked.id,
      connection: order.booked.connection,
      traced: freshened(order, matched.get(order)),
    }));
    return answer(withoutTwins([...known, ...foreign(others, asked)]), proof);
  };

  const answer = (all: Found[], proof: Proof): OrderStatusAnswer => {
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

/**
 * What a CRM is to be asked; null: nothing. A number that the order book has is a question for the CRM the order went to
 * alone, by the CRM's own number; and without a phone nothing of it may be shown that the order book does not have.
 */
const questionFor = (asked: Asked, ours: Ours[], connection: string): Asked | null => {
  if (asked.number === undefined || ours.length === 0) return asked;
  if (asked.phone === undefined) return null;
  const there = ours.find(({ booked }) => booked.connection === connection);
  return there ? { ...asked, number: there.booked.crmNumber ?? asked.number } : null;
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

/** Another status than the book's last; what the book heard since the CRM was asked goes before it. */
const isNews = ({ row, at }: FromCrm, { status }: Booked): boolean =>
  row.status.code !== status?.code && at >= (status?.seenAt ?? at);

/** Our order with what only the CRM knows, and with the CRM's word on where it stands now. */
const freshened = ({ booked, traced }: Ours, from: FromCrm | undefined): Traced => {
  if (!from) return traced;
  const theirs = traceTracked(from.row, from.connection, traced.phone);
  const added = { ...traced, tracking: theirs.tracking, total: traced.total ?? theirs.total };
  const isLater = isNews(from, booked) && theirs.stage !== null && booked.state !== 'dropped';
  return isLater ? { ...added, stage: theirs.stage, status: theirs.status, isOpen: theirs.isOpen } : added;
};
