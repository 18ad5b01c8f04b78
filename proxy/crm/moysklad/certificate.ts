import type { CertificateFacts } from '../crm.ts';
import { toMoney } from '../money.ts';
import { fromWall } from '../time.ts';
import type { Context } from './api.ts';
import { MOSCOW } from './map.ts';
import { idOf } from './refs.ts';
import { isoOf } from './track.ts';
import { Element } from './wire.ts';

/** An element's field, by its id, which may stand at the end of its address alone, or by its name. */
const fieldOf = ({ attributes }: Element, id: string | undefined): unknown =>
  attributes.find(field => field.id === id || field.name === id || (field.meta && idOf(field.meta.href) === id))?.value;

const elementOf = async ({ api }: Context, dictionary: string, code: string): Promise<Element | null> => {
  for (const field of ['code', 'name'] as const) {
    const path = `entity/customentity/${dictionary}`;
    const rows = await api.rows({ operation: 'entity/customentity', path, filter: [[field, '=', code]] }, Element);
    const found = rows.find(row => row[field] === code);
    if (found) return found;
  }
  return null;
};

/** A field that is neither number nor text says nothing. */
const balanceOf = (value: unknown, currency: string) =>
  typeof value === 'number' || typeof value === 'string' ? toMoney(value, currency) : null;

/** A certificate that is an element of a custom dictionary: MoySklad has no certificates of its own. */
export const certificate = async (context: Context, asked: string): Promise<CertificateFacts | null> => {
  const { settings, shop } = context;
  const code = asked.trim();
  if (!settings.certificates || code === '') return null;
  const element = await elementOf(context, settings.certificates.dictionary, code);
  if (!element) return null;
  const amount = balanceOf(fieldOf(element, settings.certificates.balance), shop.currency);
  const until = fieldOf(element, settings.certificates.validUntil);
  const validUntil = typeof until === 'string' ? isoOf(until, shop.now()) : null;
  const facts = { kind: 'money' as const, ...(amount && { amount }), ...(validUntil && { validUntil }) };
  const end = typeof until === 'string' ? fromWall(until.replace(/\.\d+$/, ''), MOSCOW, shop.now()) : null;
  if (end !== null && end < shop.now()) return { ...facts, state: 'expired' };
  const { active } = settings.certificates;
  if (active !== undefined && fieldOf(element, active) === false) return { ...facts, state: 'expired' };
  if (!amount) return { ...facts, state: 'unknown' };
  return { ...facts, state: amount.amount > 0 ? 'valid' : 'used' };
};
