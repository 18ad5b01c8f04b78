import type { CrmStatus, TrackedOrder } from '../crm.ts';
import type { Context } from './api.ts';
import { withPhone } from './people.ts';
import { totalOf } from './price.ts';
import { type ReadPipelines, readStatuses } from './statuses.ts';
import { type Contact, Lead } from './wire.ts';

/** As many orders as a visitor is shown. */
const MOST = 20;
/** A number may be a part of much else. */
const PAGES = 2;
/** Where the account's filters are off, leads are read one by one. */
const MOST_SINGLY = 8;

interface Asked {
  number?: string | undefined;
  phone?: string | undefined;
}

/** A lead's name is its number where it looks like one; a manager may as well have written a sentence there. */
export const numberOf = ({ id, name = '' }: Pick<Lead, 'id' | 'name'>): string =>
  /^[\p{L}\d№#/_.-]{1,32}$/u.test(name.trim()) && /\d/.test(name) ? name.trim() : id;

export const isShown = (row: Lead, { pipelines }: Context['settings']): boolean =>
  row.is_deleted !== true && (!pipelines || pipelines.includes(row.pipeline_id));

const byNumber = async ({ api }: Context, number: string): Promise<Lead[]> => {
  const isMeant = (row: Lead) => numberOf(row) === number;
  const read = async (query: readonly [string, string], pages: number): Promise<Lead[]> => {
    const ask = { operation: 'leads', query: [query, ['with', 'contacts'] as const] };
    return (await api.rows(ask, 'leads', Lead, pages)).rows.filter(isMeant);
  };
  const found = await read(['query', number], PAGES);
  if (found.length > 0 || !/^[1-9]\d{0,14}$/.test(number)) return found;
  return read(['filter[id][]', number], 1);
};

/** Filters may be off in an account, and are passed over in silence then (documentation, account). */
const byIds = async ({ api }: Context, ids: readonly string[]): Promise<Lead[]> => {
  if (ids.length === 0) return [];
  const query = ids.map(id => ['filter[id][]', id] as const);
  const { rows } = await api.rows({ operation: 'leads', query }, 'leads', Lead);
  const found = rows.filter(({ id }) => ids.includes(id));
  if (found.length === rows.length) return found;
  const left = ids.filter(id => !found.some(row => row.id === id)).slice(0, MOST_SINGLY);
  for (const id of left) {
    const row = await api.callIfAny({ operation: 'leads/{id}', path: `leads/${id}` }, Lead);
    if (row) found.push(row);
  }
  return found;
};

const leadsOf = (contacts: readonly Contact[]): string[] =>
  [...new Set(contacts.flatMap(({ _embedded }) => (_embedded?.leads ?? []).map(({ id }) => id)))].sort(
    (a, b) => Number(b) - Number(a),
  );

const isOf = (contacts: readonly Contact[]) => {
  const [people, leads] = [new Set(contacts.map(({ id }) => id)), new Set(leadsOf(contacts))];
  return ({ id, _embedded }: Lead): boolean =>
    leads.has(id) || (_embedded?.contacts ?? []).some(contact => people.has(contact.id));
};

const find = async (context: Context, { number, phone }: Asked): Promise<Lead[]> => {
  const rows = number ? await byNumber(context, number) : null;
  if (!phone || rows?.length === 0) return rows ?? [];
  const contacts = await withPhone(context.api, phone, context.shop);
  return rows ? rows.filter(isOf(contacts)) : byIds(context, leadsOf(contacts).slice(0, MOST));
};

const trackedOf = (row: Lead, phone: string | undefined, status: CrmStatus, { shop }: Context): TrackedOrder[] => {
  const { id, created_at } = row;
  if (created_at === undefined) return [];
  const placedAt = new Date(created_at * 1000).toISOString();
  const total = totalOf(row, shop.currency);
  return [{ ref: id, number: numberOf(row), phone: phone ?? null, placedAt, status, total }];
};

/** Orders by number, by phone or by both: searches only narrow, each row is checked here. */
export const findOrders = async (context: Context, read: ReadPipelines, asked: Asked): Promise<TrackedOrder[]> => {
  const { number, phone } = { number: asked.number?.trim(), phone: asked.phone?.trim() };
  const rows = (await find(context, { number, phone })).filter(row => isShown(row, context.settings));
  if (rows.length === 0) return [];
  const statusOf = await readStatuses(read);
  return rows.flatMap(row => trackedOf(row, phone || undefined, statusOf(row), context));
};
