/** Puts into a fresh account what it starts with. */
import type { Account } from './account.ts';
import { elements, PRODUCTS_ID } from './data/catalogs.ts';
import { OWNER_ID } from './data/company.ts';
import { cardFields, productFields } from './data/fields.ts';
import { type Known, people, takenByPhone } from './data/people.ts';
import { mainPipeline, WON } from './data/pipelines.ts';
import { firstValue, mergeFields } from './field-values.ts';
import { addLink } from './links/of.ts';
import type { Lead, Person } from './records.ts';

export function seed(account: Account): void {
  const ids = new Map(people.map(known => [known.name, addKnown(account, known).id]));
  for (const taken of takenByPhone) addTaken(account, taken, ids.get(taken.customer) ?? 0);
}

function madeNow(account: Account) {
  const now = account.now();
  return {
    ...{ responsibleUserId: OWNER_ID, createdBy: OWNER_ID, updatedBy: OWNER_ID, createdAt: now, updatedAt: now },
    ...{ tagIds: [], received: null },
  };
}

function addKnown(account: Account, { name, firstName = '', lastName = '', phones, email, position }: Known): Person {
  const given = [
    { field_code: 'PHONE', values: (phones ?? []).map(value => ({ value, enum_code: 'MOB' })) },
    { field_code: 'EMAIL', values: email ? [{ value: email, enum_code: 'PRIV' }] : [] },
    { field_code: 'POSITION', values: position ? [{ value: position }] : [] },
  ];
  const fields = mergeFields(cardFields.contacts, [], given);
  const id = account.nextId('person');
  const person: Person = { ...madeNow(account), id, type: 'contacts', name, firstName, lastName, fields };
  account.people.set(id, person);
  return person;
}

function addTaken(
  account: Account,
  { number, statusId, lines }: (typeof takenByPhone)[number],
  contactId: number,
): void {
  const now = account.now();
  const sold = lines.map(({ sku, quantity }) => ({ product: productOf(sku), quantity }));
  const lead: Lead = {
    ...{ ...madeNow(account), id: account.nextId('lead'), name: number, statusId, pipelineId: mainPipeline().id },
    price: sold.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0),
    ...{ lossReasonId: null, closedAt: statusId === WON ? now : null, isDeleted: false, fields: [], notes: [] },
  };
  account.leads.set(lead.id, lead);
  const from = { fromType: 'leads', fromId: lead.id } as const;
  addLink(account, { ...from, toType: 'contacts', toId: contactId, isMain: true });
  for (const { product, quantity } of sold) {
    addLink(account, { ...from, toType: 'catalog_elements', toId: product.id, quantity, catalogId: PRODUCTS_ID });
  }
}

function productOf(sku: string): { readonly id: number; readonly price: number } {
  const found = elements.find(
    ({ catalogId, fields }) => catalogId === PRODUCTS_ID && firstValue(productFields, fields, 'SKU') === sku,
  );
  if (!found) throw new Error(`There is no article ${sku}.`);
  return { id: found.id, price: Number(firstValue(productFields, found.fields, 'PRICE')) };
}
