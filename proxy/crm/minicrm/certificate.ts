import type { CertificateFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import { fromWall, toIso } from '../time.ts';
import type { Context } from './api.ts';
import { CARDS } from './cards.ts';
import { BUDAPEST } from './map.ts';
import { Card, CardRow } from './wire.ts';

/** Cards looked into for one code: there is one, unless the filter is not heeded. */
const MOST = 5;

const textOf = (card: Card, field: string): string => {
  const value = card[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
};

const cardOf = async ({ api, settings }: Context, code: string): Promise<Card | null> => {
  if (!settings.certificates) return null;
  const { category, code: field } = settings.certificates;
  const { rows } = await api.list({ operation: CARDS, query: { CategoryId: category, [field]: code } }, CardRow);
  const standing = rows.filter(row => !row.Deleted && (field !== 'Name' || row.Name?.trim() === code));
  for (const { Id } of standing.slice(0, MOST)) {
    const card = await api.call({ operation: CARDS, path: `${CARDS}/${Id}` }, Card);
    if (card.CategoryId === category && !card.Deleted && textOf(card, field) === code) return card;
  }
  if (standing.length <= MOST) return null;
  throw new CrmFailure(CARDS, { kind: 'protocol', taken: 'no', code: 'filter-not-heeded' });
};

/** The end of the last day, where only a day is told. */
const endOf = (written: string, now: number): number | null =>
  /^\d{4}-\d\d-\d\d$/.test(written)
    ? fromWall(`${written} 23:59:59`, BUDAPEST, now)
    : fromWall(written.replace(' 00:00:00', ' 23:59:59'), BUDAPEST, now);

/** A certificate that is a card of a module of the shop's own: MiniCRM has no certificates itself. */
export const certificate = async (context: Context, asked: string): Promise<CertificateFacts | null> => {
  const { settings, shop } = context;
  const code = asked.trim();
  if (!settings.certificates || code === '') return null;
  const card = await cardOf(context, code);
  if (!card) return null;
  const { balance, validUntil } = settings.certificates;
  const amount = toMoney(textOf(card, balance), shop.currency);
  const end = validUntil === undefined ? null : endOf(textOf(card, validUntil), shop.now());
  const facts = {
    kind: 'money' as const,
    ...(amount && { amount }),
    ...(end !== null && { validUntil: toIso(end, BUDAPEST) }),
  };
  if (end !== null && end < shop.now()) return { ...facts, state: 'expired' };
  if (!amount) return { ...facts, state: 'unknown' };
  return { ...facts, state: amount.amount > 0 ? 'valid' : 'used' };
};
