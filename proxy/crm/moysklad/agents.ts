import type { CustomerFact, Memo } from '../crm.ts';
import { customerNote } from '../customer-note.ts';
import type { Order } from '../order.ts';
import { samePhone, spellingsOf } from '../phone.ts';
import { cut } from '../text.ts';
import type { Condition, Context } from './api.ts';
import { syncIdOf } from './refs.ts';
import { Counterparty, Created } from './wire.ts';

type Person = Pick<Order['customer'], 'id' | 'name' | 'firstName' | 'lastName' | 'company' | 'phone' | 'email'>;

const OPERATION = 'entity/counterparty';

/** A filter narrows the search; what matches is decided here. */
const search = async (
  { api }: Pick<Context, 'api'>,
  filter: readonly Condition[],
  matches: (row: Counterparty) => boolean,
): Promise<Counterparty[]> => (await api.rows({ operation: OPERATION, filter }, Counterparty)).filter(matches);

const bare = (phone: string): string => phone.replace(/\D/g, '').slice(-10);

/**
 * Counterparties with this phone. The field is free text, and how the server compares it is documented nowhere: every
 * usual spelling is asked for at once, then the search that looks anywhere.
 */
export const byPhone = async (context: Pick<Context, 'api' | 'shop'>, phone: string): Promise<Counterparty[]> => {
  const { api, shop } = context;
  const matches = (row: Counterparty): boolean => samePhone(row.phone, phone, shop.phoneCountry);
  const spelled = spellingsOf(phone, shop.phoneCountry).map(each => ['phone', '=', each] as const);
  const found = await search(context, spelled, matches);
  if (found.length > 0) return found;
  const rows = await api.rows({ operation: OPERATION, query: { search: bare(phone) } }, Counterparty);
  return rows.filter(matches);
};

const find = async (context: Context, { id, email, phone }: Person): Promise<Counterparty | null> => {
  if (id) {
    const [known] = await search(context, [['externalCode', '=', id]], row => row.externalCode === id);
    if (known) return known;
  }
  if (email) {
    const wanted = email.trim().toLowerCase();
    const [known] = await search(context, [['email', '=', email.trim()]], row => row.email?.toLowerCase() === wanted);
    if (known) return known;
  }
  return phone ? ((await byPhone(context, phone))[0] ?? null) : null;
};

const nameOf = ({ name, firstName, lastName, company, phone, email, id }: Person): string =>
  company || name || [lastName, firstName].filter(Boolean).join(' ') || phone || email || id || 'Покупатель';

const fieldsOf = (person: Person) => ({
  name: cut(nameOf(person).trim(), 255),
  ...(person.id && { externalCode: person.id }),
  ...(person.phone && { phone: cut(person.phone, 255) }),
  ...(person.email && { email: cut(person.email, 255) }),
});

const create = async ({ api }: Context, person: Person, more: object = {}): Promise<string> => {
  const { id, email, phone, company } = person;
  const known = id ?? email?.toLowerCase() ?? phone;
  const body = {
    ...fieldsOf(person),
    companyType: company ? 'legal' : 'individual',
    // Nobody is created twice when an answer is lost.
    ...(known && { syncId: syncIdOf(`counterparty:${known}`) }),
    ...more,
  };
  return (await api.call({ operation: OPERATION, method: 'POST', body }, Created)).id;
};

/** The id of an order's counterparty, found by e-mail or phone, else created: MoySklad takes no order without one. */
export const ensureAgent = async (context: Context, { customer }: Order, memo: Memo): Promise<string> => {
  const known = memo.value['agent'];
  if (typeof known === 'string') return known;
  const agent = (await find(context, customer))?.id ?? (await create(context, customer));
  await memo.save({ agent });
  return agent;
};

/** What a counterparty has no field for, in its comment. */
const noted = (known: string | undefined, { disabled: _, ...fact }: CustomerFact, { shop }: Context) => {
  const description = customerNote(known, fact, shop);
  return description === null ? {} : { description: cut(description, 4096) };
};

/** Creates or updates a customer by the site's own id, which becomes the external code. A disabled one is archived. */
export const saveCustomer = async (context: Context, fact: CustomerFact): Promise<void> => {
  const found = await find(context, fact);
  const note = noted(found?.description, fact, context);
  const id = found?.id ?? (await create(context, fact, note));
  if (!found && fact.disabled === undefined) return;
  const { name, ...rest } = fieldsOf(fact);
  const isNamed = Boolean(fact.name || fact.firstName || fact.lastName);
  const body = {
    ...(isNamed && { name }),
    ...rest,
    ...(found && note),
    ...(fact.disabled !== undefined && { archived: fact.disabled }),
  };
  await context.api.call({ operation: OPERATION, path: `${OPERATION}/${id}`, method: 'PUT', body }, Created);
};
