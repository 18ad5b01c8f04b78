import type { CertificateFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import { fromWall, toIso } from '../time.ts';
import type { Context } from './api.ts';
import { CARDS } from './cards.ts';
import { BUDAPEST } from './map.ts';
import type { Settings } from './settings.ts';
import { Card, CardRow } from './wire.ts';

type Certificates = NonNullable<Settings['certificates']>;

/** Cards looked into for one code: there is one, unless the filter is not heeded. */
const MOST = 5;

const textOf = (card: Card, field: string): string => {
  const value = card[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
};

/** The card with this code, and its status by id, which only lists tell. */
const cardOf = async (
  { api }: Context,
  { category, code: field }: Certificates,
  code: string,
): Promise<{ card: Card; status: string | undefined } | null> => {
  const { rows } = await api.list({ operation: CARDS, query: { CategoryId: category, [field]: code } }, CardRow);
  const standing = rows.filter(row => !row.Deleted && (field !== 'Name' || row.Name?.trim() === code));
  for (const { Id, StatusId: status } of standing.slice(0, MOST)) {
    const card = await api.call({ operation: CARDS, path: `${CARDS}/${Id}` }, Card);
    if (card.CategoryId === category && !card.Deleted && textOf(card, field) === code) return { card, status };
  }
  if (standing.length <= MOST) return null;
  throw new CrmFailure(CARDS, { kind: 'protocol', taken: 'no', code: 'filter-not-heeded' });
};

/** The end of the last day, where only a day is told. */
const endOf = (written: string, now: number): number | null =>
  /^\d{4}-\d\d-\d\d$/.test(written)
    ? fromWall(`${written} 23:59:59`, BUDAPEST, now)
    : fromWall(written.replace(' 00:00:00', ' 23:59:59'), BUDAPEST, now);

const same = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();

/** What a card is worth; `left` null: it does not say. */
const worthOf = (card: Card, { percent, balance }: Certificates, currency: string) => {
  if (percent && same(textOf(card, percent.field), percent.is)) {
    const value = Number(textOf(card, percent.value) || Number.NaN);
    const isOne = value > 0 && value <= 100;
    return { facts: { kind: 'percent' as const, ...(isOne && { percent: value }) }, left: isOne ? value : null };
  }
  const amount = toMoney(textOf(card, balance), currency);
  return { facts: { kind: 'money' as const, ...(amount && { amount }) }, left: amount?.amount ?? null };
};

/** A certificate that is a card of a module of the shop's own: MiniCRM has no certificates itself. */
export const certificate = async (context: Context, asked: string): Promise<CertificateFacts | null> => {
  const { settings, shop } = context;
  const code = asked.trim();
  const { certificates } = settings;
  const found = certificates && code !== '' ? await cardOf(context, certificates, code) : null;
  if (!certificates || !found) return null;
  const { card, status } = found;
  const end = certificates.validUntil === undefined ? null : endOf(textOf(card, certificates.validUntil), shop.now());
  const { facts: worth, left } = worthOf(card, certificates, shop.currency);
  const facts = { ...worth, ...(end !== null && { validUntil: toIso(end, BUDAPEST) }) };
  const isGood = (label: string): boolean => label === status || same(card.StatusId ?? '', label);
  if (certificates.statuses && !certificates.statuses.some(isGood)) return { ...facts, state: 'used' };
  if (end !== null && end < shop.now()) return { ...facts, state: 'expired' };
  if (left === null) return { ...facts, state: 'unknown' };
  return { ...facts, state: left > 0 ? 'valid' : 'used' };
};
