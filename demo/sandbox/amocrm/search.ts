/** Looking for cards: by words in whatever is filled in, and by filters where the account has bought them. */
import type { Account } from './account.ts';
import { cardFields } from './data/fields.ts';
import { filteredFields, inRange, rangeOf, statusesOf, valuesOf } from './http/filters.ts';
import type { ApiRequest } from './http/request.ts';
import { contactsOf } from './links/of.ts';
import type { EntityType, FieldValue, Lead, Person } from './records.ts';

/** Whether a part of any filled field has the query in it; a lead is found by its contacts too (issue 303). */
export function matchesQuery(account: Account, card: Lead | Person, query: string): boolean {
  if (query === '') return true;
  const texts = 'statusId' in card ? leadTexts(account, card) : textsOf(card);
  return texts.some(text => holds(account, text, query));
}

function leadTexts(account: Account, lead: Lead): readonly string[] {
  return [...textsOf(lead), String(lead.price), ...contactsOf(account, lead).flatMap(textsOf)];
}

const textsOf = ({ name, fields }: Lead | Person): readonly string[] => [name, ...fieldTexts(fields)];

export function fieldTexts(fields: readonly FieldValue[]): readonly string[] {
  return fields.flatMap(({ values }) => values.map(({ value }) => String(value)));
}

/** Seven digits and more are taken for a phone. */
const PHONE = /^[\d\s()+-]+$/;
const digitsOf = (text: string): string => text.replace(/\D/g, '');

export function holds({ settings }: Pick<Account, 'settings'>, text: string, query: string): boolean {
  if (text.toLowerCase().includes(query.trim().toLowerCase())) return true;
  const digits = PHONE.test(query) ? digitsOf(query) : '';
  return settings.queryPhones === 'digits' && digits.length >= 7 && digitsOf(text).includes(digits);
}

/** What passes the filters of a call; all does, where filters are not bought, or there are none. */
export function cardFilter(
  { settings }: Account,
  request: ApiRequest,
  type: EntityType,
): (card: Lead | Person) => boolean {
  if (!settings.filters) return () => true;
  const tests = [
    ...commonTests(request),
    ...fieldTests(request, type),
    ...(type === 'leads' ? leadTests(request) : []),
  ];
  return card => tests.every(test => test(card));
}

type Test<T> = (card: T) => boolean;

function commonTests(request: ApiRequest): readonly Test<Lead | Person>[] {
  const among = (name: string, of: (card: Lead | Person) => unknown): Test<Lead | Person> => {
    const wanted = valuesOf(request, name);
    return card => wanted.length === 0 || wanted.includes(String(of(card)));
  };
  const within = (name: string, of: (card: Lead | Person) => number): Test<Lead | Person> => {
    const range = rangeOf(request, name);
    return card => !range || inRange(range, of(card));
  };
  return [
    among('id', card => card.id),
    among('name', card => card.name),
    among('responsible_user_id', card => card.responsibleUserId),
    among('created_by', card => card.createdBy),
    among('updated_by', card => card.updatedBy),
    within('created_at', card => card.createdAt),
    within('updated_at', card => card.updatedAt),
  ];
}

/** Lists are filtered by the ids of their choices, everything else by its value. */
function fieldTests(request: ApiRequest, type: EntityType): readonly Test<Lead | Person>[] {
  return filteredFields(request).map(id => {
    const wanted = valuesOf(request, 'custom_fields_values', String(id));
    const range = rangeOf(request, 'custom_fields_values', String(id));
    const isChoice = cardFields[type].some(field => field.id === id && field.enums && field.type !== 'multitext');
    return ({ fields }) => {
      const values = fields.find(({ fieldId }) => fieldId === id)?.values ?? [];
      if (range) return values.some(({ value }) => inRange(range, Number(value)));
      return values.some(({ value, enumId }) => wanted.includes(String(isChoice ? enumId : plain(value))));
    };
  });
}

const plain = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? String(Number(value)) : String(value);

function leadTests(request: ApiRequest): readonly Test<Lead | Person>[] {
  const [pipelines, statuses] = [valuesOf(request, 'pipeline_id'), statusesOf(request, 'statuses')];
  const [price, prices, closed] = [
    rangeOf(request, 'price'),
    valuesOf(request, 'price'),
    rangeOf(request, 'closed_at'),
  ];
  const test: Test<Lead> = lead =>
    (pipelines.length === 0 || pipelines.includes(String(lead.pipelineId))) &&
    (statuses.length === 0 || statuses.includes(`${lead.pipelineId}:${lead.statusId}`)) &&
    (prices.length === 0 || prices.includes(String(Math.floor(lead.price)))) &&
    (!price || inRange(price, lead.price)) &&
    (!closed || inRange(closed, lead.closedAt));
  return [card => 'statusId' in card && test(card)];
}
