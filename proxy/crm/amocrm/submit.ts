import type { Memo, Submitted, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { Refusal } from './answer.ts';
import type { Api, Context } from './api.ts';
import { chargeCertificate } from './charge.ts';
import { orderText } from './describe.ts';
import { textIn } from './fields.ts';
import type { Goods } from './goods.ts';
import { linkGoods } from './links.ts';
import { emailOf, type Known, type NewLead, newLead } from './map.ts';
import { mended } from './mend.ts';
import { addNote } from './notes.ts';
import { findCompany, findContact } from './people.ts';
import type { Settings } from './settings.ts';
import { Complex, Lead } from './wire.ts';
import { wordsIn } from './words.ts';

/** How far the two clocks may differ when an order is looked for. */
const BEFORE_MS = 5 * 60_000;
/** A number may be a part of much else: a search that goes on longer proves nothing. */
const PAGES = 4;

/** What orders are created and completed with. */
export interface Desk extends Context {
  goods: Goods;
}

const isOurs = (row: Lead, order: Order, { externalIdField }: Settings): boolean => {
  const placed = Date.parse(order.placedAt);
  const isOlder = row.created_at !== undefined && row.created_at * 1000 < placed - BEFORE_MS;
  const told = textIn(row.custom_fields_values, externalIdField);
  if (row.is_deleted === true || row.name !== order.number) return false;
  return told === undefined ? !isOlder : told === order.externalId;
};

/** Looks for the lead by its name, which is our number; nothing of a lead is unique in amoCRM. */
export const findSubmitted = async ({ api, settings }: Pick<Context, 'api' | 'settings'>, order: Order) => {
  const isMeant = (row: Lead) => isOurs(row, order, settings);
  const ask = { operation: 'leads', query: [['query', order.number] as const] };
  const { rows, complete } = await api.rows(ask, 'leads', Lead, PAGES, found => found.some(isMeant));
  const row = rows.find(isMeant);
  const found: Submitted | null = row ? { ref: row.id, number: order.number, warnings: [] } : null;
  return { found, complete: found !== null || complete };
};

/** Nothing can have been taken where only questions were asked. */
const beforeAnything = async <Value>(reading: Promise<Value>): Promise<Value> => {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    const { kind, code, retryAfterMs } = error;
    throw new CrmFailure('contacts', {
      ...{ kind, taken: 'no' },
      ...(code !== undefined && { code }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
};

const findKnown = async (desk: Desk, { customer }: Order): Promise<Known> => {
  const contact = await findContact(desk, { phone: customer.phone, email: emailOf(customer) });
  const { company } = customer;
  return { contact: contact?.id ?? null, company: company ? await findCompany(desk.api, company) : null };
};

/** Creates the lead; one that is refused for something it can go without goes without it. */
const create = async (api: Api, draft: NewLead): Promise<[Complex, NewLead]> => {
  const ask = { method: 'POST', operation: 'leads/complex', body: [draft.lead] } as const;
  try {
    return [await api.call(ask, Complex), draft];
  } catch (error) {
    const lighter = error instanceof Refusal ? mended(draft, error) : null;
    if (!lighter) throw error;
    return [await api.call({ ...ask, body: [lighter.lead] }, Complex), lighter];
  }
};

type Step = readonly [name: string, act: () => Promise<Warning[]>];

const stepsOf = (desk: Desk, order: Order, memo: Memo, ref: string, isNew: boolean): Step[] => {
  const { api, goods, settings, shop } = desk;
  const { products, certificates } = settings;
  const note = async () => {
    await addNote(api, 'leads', ref, orderText(order, wordsIn(shop.language), shop.timeZone), isNew);
    return [];
  };
  return [
    ['noted', note],
    ...(products ? [['linked', () => linkGoods(api, goods, { order, ref, list: products.list, isNew })] as const] : []),
    ...(certificates?.charge && order.certificate
      ? [['charged', () => chargeCertificate(desk, order, memo)] as const]
      : []),
  ];
};

/** Whatever the lead still lacks, each thing once. What is refused keeps nothing else from being done. */
const complete = async (steps: readonly Step[], memo: Memo): Promise<Warning[]> => {
  const warnings: Warning[] = [];
  let refusal: CrmFailure | undefined;
  for (const [name, act] of steps) {
    if (memo.value[name] === true) continue;
    try {
      warnings.push(...(await act()));
      await memo.save({ [name]: true });
    } catch (error) {
      if (!(error instanceof CrmFailure) || error.kind !== 'invalid') throw error;
      refusal ??= error;
    }
  }
  if (refusal) throw refusal;
  return warnings;
};

/** Created, and `finish` does what could not be done at once. */
const completeSoon = async (steps: readonly Step[], memo: Memo): Promise<Warning[]> => {
  try {
    return await complete(steps, memo);
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.code === 'book-write-failed') throw error;
    return [{ code: 'other', about: 'incomplete', money: false }];
  }
};

const refIn = (memo: Memo): string | null => (typeof memo.value['ref'] === 'string' ? memo.value['ref'] : null);

/** Submits an order. The memo keeps the lead's id, and which of the steps after it are done. */
export const submitOrder = async (desk: Desk, order: Order, memo: Memo): Promise<Submitted> => {
  const number = order.number;
  const standing = refIn(memo);
  // It was created, whatever became of the rest: `finish` sees to that.
  if (standing !== null) return { ref: standing, number, warnings: [] };
  const known = await beforeAnything(findKnown(desk, order));
  const [{ id: ref, merged }, sent] = await create(desk.api, newLead(order, known, desk.settings, desk.shop));
  await memo.save({ ref });
  // Duplicates are put together by a setting of the account: name and sum of the lead are then not this order's.
  const isNew = merged !== true;
  const done = await completeSoon(stepsOf(desk, order, memo, ref, isNew), memo);
  const joined: Warning[] = isNew ? [] : [{ code: 'other', about: 'merged', money: true }];
  return { ref, number, warnings: [...sent.warnings, ...joined, ...done] };
};

const standingRef = async (desk: Desk, order: Order, memo: Memo): Promise<string> => {
  const ref = refIn(memo);
  if (ref !== null) return ref;
  const { found } = await findSubmitted(desk, order);
  // It was created, so that not to be shown it is amoCRM's fault, or a matter of time.
  if (!found) throw new CrmFailure('leads', { kind: 'protocol', taken: 'no', code: 'order-not-found' });
  await memo.save({ ref: found.ref });
  return found.ref;
};

/** Completes an order: its note, its goods, and what its certificate is charged. */
export const finish = async (desk: Desk, order: Order, memo: Memo): Promise<Warning[]> => {
  const ref = await standingRef(desk, order, memo);
  return complete(stepsOf(desk, order, memo, ref, false), memo);
};
