/** Making and moving leads, which KeyCRM calls cards. */
import { z } from 'zod';
import type { Answer } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { Invalid, json, notFound } from './answers.ts';
import { contactSchema, fieldsSchema, lineSchema, paymentSchema, utmOf, utmSchema } from './bodies.ts';
import { buyerFor } from './buyers.ts';
import { cardView } from './card-view.ts';
import { checkFields, checkLines, checkManager, checkPayment, makeFields, makeLines, makePayment } from './checks.ts';
import { pipelineStatuses, pipelines, sources } from './directories.ts';
import type { Buyer } from './people.ts';
import { ifEnabled } from './pipelines.ts';
import type { Card, Contact } from './records.ts';
import type { ApiRequest } from './requests.ts';
import { changeCard } from './statuses.ts';
import { createFaultList, id, list, text, time, validate } from './validation.ts';

const cardSchema = utmSchema.extend({
  title: text,
  source_id: id,
  manager_id: id,
  manager_comment: text,
  pipeline_id: id,
  communicate_at: time,
  contact: contactSchema.extend({ client_id: id }),
  products: list(lineSchema),
  payments: list(paymentSchema),
  custom_fields: fieldsSchema,
});

type CardBody = z.infer<typeof cardSchema>;

/** Wrong arguments are 403 here (KeyCRM OpenAPI 1.2.0). */
export const postCard = ifEnabled((account, request) => {
  try {
    return makeCard(account, request);
  } catch (error) {
    if (error instanceof Invalid) return error.answer(403);
    throw error;
  }
});

function makeCard(account: Account, { body: received }: ApiRequest): Answer {
  const body = validate(cardSchema, received);
  checkCard(account, body);
  const now = account.kit.clock.now();
  const notes: string[] = [];
  const buyer = account.buyers.get(body.contact.client_id ?? 0);
  const contact = buyer ? knownContact(buyer) : givenContact(body);
  const cardId = account.nextId('card');
  const card: Card = {
    id: cardId,
    title: body.title ?? String(cardId),
    sourceId: body.source_id ?? null,
    managerId: body.manager_id ?? null,
    managerComment: body.manager_comment ?? null,
    statusId: firstStatusOf(body.pipeline_id ?? pipelines[0]?.id ?? 0),
    statusChangedAt: now,
    communicateAt: body.communicate_at ?? null,
    buyerId: (buyer ?? buyerFor(account, contact)).id,
    contact,
    utm: utmOf(body),
    lines: makeLines(account, body.products),
    payments: body.payments.map(payment => makePayment(account, payment, 'not_paid')),
    customFields: makeFields(body.custom_fields, 'lead', notes),
    createdAt: now,
    updatedAt: now,
    notes,
    received,
  };
  account.cards.set(cardId, card);
  return json(201, cardView(card));
}

function checkCard(account: Account, body: CardBody): void {
  const faults = createFaultList();
  const { full_name, email, phone, client_id } = body.contact;
  const isKnown = account.buyers.has(client_id ?? 0);
  if (!full_name && !email && !phone && !isKnown) faults.add('contact', 'needs a full_name, an email or a phone');
  if (body.source_id && !sources.some(each => each.id === body.source_id)) faults.add('source_id', 'names no source');
  if (body.pipeline_id && !pipelines.some(each => each.id === body.pipeline_id)) {
    faults.add('pipeline_id', 'names no pipeline');
  }
  checkManager(body.manager_id, faults);
  checkLines(body.products, faults);
  for (const [index, payment] of body.payments.entries()) checkPayment(account, payment, `payments.${index}.`, faults);
  checkFields(body.custom_fields, faults);
  faults.throwIfAny();
}

/** Of a buyer who is known by id, nothing else that was sent counts (KeyCRM OpenAPI 1.2.0). */
function knownContact({ full_name, email, phone }: Buyer): Contact {
  return { full_name, email: email[0] ?? null, phone: phone[0] ?? null };
}

function givenContact({ contact: { full_name = null, email = null, phone = null } }: CardBody): Contact {
  return { full_name, email, phone };
}

function firstStatusOf(pipelineId: number): number {
  return pipelineStatuses.find(status => status.pipeline_id === pipelineId)?.id ?? 0;
}

const changeSchema = z.object({
  title: text,
  status_id: id,
  manager_id: id,
  communicate_at: time,
  products: list(lineSchema),
  custom_fields: fieldsSchema,
});

/** Products are added to those that are there (KeyCRM OpenAPI 1.2.0). */
export const putCard = ifEnabled((account, request) => {
  const card = account.cards.get(request.id());
  if (!card) return notFound;
  const body = validate(changeSchema, request.body);
  const faults = createFaultList();
  if (body.status_id && !pipelineStatuses.some(each => each.id === body.status_id)) {
    faults.add('status_id', 'names no status');
  }
  checkManager(body.manager_id, faults);
  checkLines(body.products, faults);
  checkFields(body.custom_fields, faults);
  faults.throwIfAny();
  const notes = [...card.notes];
  const changed = changeCard(account, card, {
    title: body.title ?? card.title,
    statusId: body.status_id ?? card.statusId,
    managerId: body.manager_id ?? card.managerId,
    communicateAt: body.communicate_at ?? card.communicateAt,
    lines: [...card.lines, ...makeLines(account, body.products)],
    customFields: [...card.customFields, ...makeFields(body.custom_fields, 'lead', notes)],
    notes,
  });
  return json(202, cardView(changed));
});
