import { z } from 'zod';
import { choose } from '../choice.ts';
import type { PaymentFact, ShopFacts, Warning } from '../crm.ts';
import { createDraft, type Draft } from '../draft.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { fieldOf, type Written } from './fields.ts';
import { customFieldsOf } from './places.ts';
import { budgetOf } from './price.ts';
import type { Settings } from './settings.ts';
import { type Words, wordsIn } from './words.ts';

type Contact =
  | { id: number }
  | { name?: string; first_name?: string; last_name?: string; custom_fields_values?: Written[] };

/** A lead with its contact and company, as `leads/complex` takes them. */
export interface Lead {
  name: string;
  created_at?: number;
  price?: number;
  pipeline_id?: number;
  status_id?: number;
  responsible_user_id?: number;
  custom_fields_values?: Written[];
  _embedded: { contacts?: Contact[]; companies?: ({ id: number } | { name: string })[]; tags?: { name: string }[] };
}

export interface NewLead {
  lead: Lead;
  warnings: readonly Warning[];
}

/** Who is there already: never overwritten. */
export interface Known {
  contact: string | null;
  company: string | null;
}

const multi = (code: string, value: string): Written => fieldOf(code, { value, enum_code: 'WORK' });

/** An address of mail that makes no sense might cost us the whole order. */
export const emailOf = ({ email }: { email?: string | undefined }): string | undefined =>
  z.email().safeParse(email?.trim()).data;

/** A new contact's fields. A site's id of a customer is only ours to know. */
export const contactFieldsOf = (
  person: { id?: string | undefined; phone?: string | undefined; email?: string | undefined },
  { customerFields }: Settings,
): Written[] => {
  const email = emailOf(person);
  return [
    ...(person.phone ? [multi('PHONE', person.phone)] : []),
    ...(email ? [multi('EMAIL', email)] : []),
    ...(customerFields?.id && person.id ? [fieldOf(customerFields.id, { value: person.id })] : []),
  ];
};

/** Fields of a lead for a payment, in words. */
export const paymentFieldsOf = (fact: PaymentFact, { paymentFields = {} }: Settings, words: Words): Written[] => {
  const { paid, status, amount, method } = paymentFields;
  const isSettled = fact.status === 'paid' || fact.status === 'refunded' || fact.status === 'cancelled';
  return [
    ...(paid && isSettled ? [fieldOf(paid, { value: fact.status === 'paid' })] : []),
    ...(status && fact.status ? [fieldOf(status, { value: words.statuses[fact.status] })] : []),
    ...(amount && fact.amount ? [fieldOf(amount, { value: toMajorNumber(fact.amount) })] : []),
    ...(method ? [fieldOf(method, { value: fact.method })] : []),
  ];
};

/** `PIPELINE:STATUS`, or a pipeline alone. Without a status a lead begins in the first one. */
const beginning = (code: string | undefined): Pick<Lead, 'pipeline_id' | 'status_id'> => {
  const [pipeline, status] = (code ?? '').split(':');
  return { ...(pipeline && { pipeline_id: Number(pipeline) }), ...(status && { status_id: Number(status) }) };
};

const STATUS = /^[1-9]\d{0,14}(:[1-9]\d{0,14})?$/;

const contactOf = ({ customer }: Order, known: string | null, settings: Settings, draft: Draft): Contact => {
  const firstName = draft.short('customer.firstName', customer.firstName);
  const lastName = draft.short('customer.lastName', customer.lastName);
  const name = draft.short('customer.name', customer.name) ?? customer.phone ?? customer.email;
  const values = contactFieldsOf(customer, settings);
  if (customer.email && !emailOf(customer)) draft.warn('field-dropped', 'customer.email');
  if (known !== null) return { id: Number(known) };
  const named = {
    ...(firstName !== undefined && { first_name: firstName }),
    ...(lastName !== undefined && { last_name: lastName }),
  };
  return {
    ...(firstName !== undefined || lastName !== undefined ? named : name !== undefined && { name }),
    ...(values.length > 0 && { custom_fields_values: values }),
  };
};

const fieldsOf = (order: Order, settings: Settings, words: Words, zone: string, draft: Draft): Written[] => {
  const { fields, senseless } = customFieldsOf(order, settings, words, zone);
  for (const place of senseless) draft.warn('field-dropped', place);
  const last = order.payments.at(-1);
  return [
    ...fields.map(field => ({ ...field, values: field.values.map(each => shortened(each, draft)) })),
    ...(last ? paymentFieldsOf(last, settings, words) : []),
    ...(settings.externalIdField ? [fieldOf(settings.externalIdField, { value: order.externalId })] : []),
  ];
};

const shortened = (value: Written['values'][number], draft: Draft): Written['values'][number] =>
  typeof value.value === 'string' ? { ...value, value: draft.short('custom_fields_values', value.value) ?? '' } : value;

const budgetIn = ({ total }: Order, { rounding }: Settings, draft: Draft): number | null => {
  const budget = total && budgetOf(total, rounding);
  if (total && budget === null) draft.warn('field-dropped', 'price', true);
  return budget;
};

/** What the shop's extension chose goes before the config; amoCRM would refuse what is no code of its own. */
const chosenStatus = (order: Order, settings: Settings, draft: Draft): string | undefined => {
  if (order.status !== undefined && STATUS.test(order.status)) return order.status;
  if (order.status !== undefined) draft.warn('field-dropped', 'status');
  return choose(settings.status, order);
};

/** The lead that an order becomes. What it has no field for is in its note. */
export const newLead = (
  order: Order,
  known: Known,
  settings: Settings,
  { language, timeZone }: Pick<ShopFacts, 'language' | 'timeZone'>,
): NewLead => {
  const draft = createDraft();
  const contact = contactOf(order, known.contact, settings, draft);
  const company = draft.short('customer.company', order.customer.company);
  const companies = known.company ? [{ id: Number(known.company) }] : company ? [{ name: company }] : [];
  const budget = budgetIn(order, settings, draft);
  const custom = fieldsOf(order, settings, wordsIn(language), timeZone, draft);
  const responsible = choose(settings.responsible, order);
  const placed = Date.parse(order.placedAt);
  return {
    lead: {
      name: order.number,
      ...(!Number.isNaN(placed) && { created_at: Math.floor(placed / 1000) }),
      ...(budget !== null && { price: budget }),
      ...beginning(chosenStatus(order, settings, draft)),
      ...(responsible !== undefined && { responsible_user_id: Number(responsible) }),
      ...(custom.length > 0 && { custom_fields_values: custom }),
      _embedded: {
        ...(Object.keys(contact).length > 0 && { contacts: [contact] }),
        ...(companies.length > 0 && { companies }),
        ...(settings.tags.length > 0 && { tags: settings.tags.map(tag => ({ name: tag })) }),
      },
    },
    warnings: draft.warnings,
  };
};
