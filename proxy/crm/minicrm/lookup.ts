import type { TrackedOrder } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { samePhone, spellingsOf } from '../phone.ts';
import { wallToIso } from '../time.ts';
import type { Context } from './api.ts';
import { CARDS, cardsNamed } from './cards.ts';
import { BUDAPEST } from './map.ts';
import { type ReadStatuses, statusOf } from './statuses.ts';
import { Card, CardRow, Contact } from './wire.ts';

/** Orders shown of one lookup, the newest: each costs a call, of the sixty a minute there are for all. */
const MOST = 5;

interface Asked {
  number?: string | undefined;
  phone?: string | undefined;
}

/** Spaces aside, the three ways a phone is written down: +40712…, 0040712…, 0712…. The search is by spelling. */
const spellings = (phone: string, country: string): string[] => {
  const [international = phone, ...others] = spellingsOf(phone, country);
  const national = others.find(each => /^0\d+$/.test(each));
  return [international, international.replace(/^\+/, '00'), ...(national ? [national] : [])];
};

/** The contacts with this phone, and the companies they belong to. */
const contactsOf = async ({ api, shop }: Context, phone: string): Promise<Contact[]> => {
  const found = new Map<string, Contact>();
  for (const Phone of new Set(spellings(phone, shop.phoneCountry))) {
    const { rows } = await api.list({ operation: 'R3/Contact', query: { Phone } }, Contact);
    for (const row of rows) if (samePhone(row.Phone, phone, shop.phoneCountry)) found.set(row.Id, row);
  }
  return [...found.values()];
};

const belongsTo = ({ ContactId, BusinessId }: CardRow | Card, ids: ReadonlySet<string>): boolean =>
  [ContactId, BusinessId].some(id => id !== undefined && ids.has(id));

/** Cards know no phone: first the contacts, then what is theirs. A company's cards are found by the company alone. */
const cardsOf = async (context: Context, contacts: readonly Contact[]): Promise<CardRow[]> => {
  const { api, settings } = context;
  const cards = new Map<string, CardRow>();
  for (const MainContactId of new Set(contacts.map(({ Id, BusinessId }) => BusinessId ?? Id))) {
    const query = { CategoryId: settings.orders, MainContactId };
    const { rows } = await api.list({ operation: CARDS, query }, CardRow);
    for (const row of rows) if (!row.Deleted) cards.set(row.Id, row);
  }
  return [...cards.values()].sort((a, b) => Number(b.Id) - Number(a.Id));
};

const cardOf = async ({ api }: Context, id: string): Promise<Card | null> => {
  try {
    return await api.call({ operation: CARDS, path: `${CARDS}/${id}` }, Card);
  } catch (error) {
    if (error instanceof CrmFailure && error.kind === 'not-found') return null;
    throw error;
  }
};

/** The phone of a card's own contact, or of its company. */
const phoneOf = async ({ api }: Context, { ContactId, BusinessId }: Card): Promise<string | null> => {
  for (const id of [ContactId, BusinessId]) {
    if (id === undefined) continue;
    const { Phone } = await api.call({ operation: 'R3/Contact', path: `R3/Contact/${id}` }, Contact);
    if (Phone) return Phone;
  }
  return null;
};

const isOrder = (card: Card, { settings }: Context): boolean =>
  !card.Deleted && card.CategoryId === settings.orders && Boolean(card.Name?.trim());

const trackedOf = async (
  context: Context,
  read: ReadStatuses,
  card: Card,
  phone: string | null,
): Promise<TrackedOrder[]> => {
  const placedAt = wallToIso(card.CreatedAt, BUDAPEST, context.shop.now());
  if (placedAt === null || card.StatusId === undefined) return [];
  const status = await statusOf(card.StatusId, read);
  return [{ ref: card.Id, number: card.Name?.trim() ?? '', phone, placedAt, status, total: null }];
};

const byNumber = async (context: Context, read: ReadStatuses, { number = '', phone }: Asked) => {
  const { found } = await cardsNamed(context, number);
  const tracked: TrackedOrder[] = [];
  for (const row of found.slice(0, MOST)) {
    const card = await cardOf(context, row.Id);
    if (!card || !isOrder(card, context) || card.Name?.trim() !== number) continue;
    const theirs = await phoneOf(context, card);
    if (phone && !samePhone(theirs ?? undefined, phone, context.shop.phoneCountry)) continue;
    tracked.push(...(await trackedOf(context, read, card, theirs)));
  }
  return tracked;
};

const byPhone = async (context: Context, read: ReadStatuses, phone: string) => {
  const contacts = await contactsOf(context, phone);
  // Those alone whose phone was seen: a company's card may be another person's order.
  const ids = new Set(contacts.map(({ Id }) => Id));
  const rows = (await cardsOf(context, contacts)).filter(row => belongsTo(row, ids));
  const tracked: TrackedOrder[] = [];
  for (const row of rows.slice(0, MOST)) {
    const card = await cardOf(context, row.Id);
    if (!card || !isOrder(card, context) || !belongsTo(card, ids)) continue;
    tracked.push(...(await trackedOf(context, read, card, phone)));
  }
  return tracked;
};

/** Orders by number, by phone or by both. Filters only narrow the search: each row is checked here. */
export const findOrders = async (context: Context, read: ReadStatuses, asked: Asked): Promise<TrackedOrder[]> => {
  const { number, phone } = { number: asked.number?.trim(), phone: asked.phone?.trim() };
  if (number) return byNumber(context, read, { number, phone });
  return phone ? byPhone(context, read, phone) : [];
};
