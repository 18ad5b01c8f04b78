/** Reading `/pipelines`: leads, which KeyCRM calls cards, and the statuses they go through. */
import type { Account } from './account.ts';
import { json, message, notFound } from './answers.ts';
import { cardIncludes, cardWith } from './card-view.ts';
import { pipelineStatuses, pipelines } from './directories.ts';
import { between, includesOf, type Listing, oneOf, page, select } from './lists.ts';
import type { Card } from './records.ts';
import type { Handler } from './requests.ts';
import { utcTime } from './times.ts';

/** An account without pipelines answers nothing else (KeyCRM OpenAPI 1.2.0). */
export function ifEnabled(handler: Handler): Handler {
  return (account, request) =>
    account.settings.leads ? handler(account, request) : message(400, 'Leads are not enabled');
}

export const listPipelines = ifEnabled((account, request) =>
  page(request, select(account, request, pipelines, {}), pipeline => pipeline),
);

export const listPipelineStatuses = ifEnabled((account, request) => {
  if (!pipelines.some(pipeline => pipeline.id === request.id())) return notFound;
  const counted = pipelineStatuses.map(status => ({ ...status, leads_count: cardsIn(account, status.id) }));
  return page(request, select(account, request, counted, {}), status => status);
});

function cardsIn({ cards }: Account, statusId: number): number {
  return [...cards.values()].filter(card => card.statusId === statusId).length;
}

/** Without a filter by phone (KeyCRM OpenAPI 1.2.0). */
const listing: Listing<Card> = {
  filters: {
    pipeline_id: oneOf(card => [pipelineOf(card)]),
    status_id: oneOf(card => [card.statusId]),
    source_id: oneOf(card => [card.sourceId]),
    created_between: between(card => utcTime(card.createdAt)),
    updated_between: between(card => utcTime(card.updatedAt)),
  },
  sorts: { id: card => card.id },
};

function pipelineOf({ statusId }: Card): number | null {
  return pipelineStatuses.find(status => status.id === statusId)?.pipeline_id ?? null;
}

export const listCards = ifEnabled((account, request) => {
  const asked = includesOf(request, cardIncludes);
  return page(request, select(account, request, [...account.cards.values()], listing), card =>
    cardWith(account, card, asked),
  );
});

export const getCard = ifEnabled((account, request) => {
  const asked = includesOf(request, cardIncludes);
  const card = account.cards.get(request.id());
  return card ? json(200, cardWith(account, card, asked)) : notFound;
});
