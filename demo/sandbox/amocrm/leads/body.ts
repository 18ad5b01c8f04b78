/** A lead as it is sent, and what can be wrong with it (amoCRM documentation, leads-api). */
import { z } from 'zod';
import type { Account } from '../account.ts';
import { cardKeys, checkCard, embeddedTags } from '../cards.ts';
import {
  firstStatusOf,
  LOST,
  lossReasons,
  mainPipeline,
  type Pipeline,
  pipelineOf,
  pipelines,
  WON,
} from '../data/pipelines.ts';
import { id, type Report, seconds } from '../http/validation.ts';
import { personBody } from '../people.ts';
import type { Lead } from '../records.ts';

const MAX_PRICE = 2_147_483_647;

export const leadKeys = {
  ...cardKeys,
  price: z.number().nullish(),
  status_id: id,
  pipeline_id: id,
  loss_reason_id: id,
  closed_at: seconds,
};

const linkedCard = z.object({ id: z.int(), is_main: z.boolean().nullish() });

/** `POST /leads` and `PATCH /leads`: whom a lead is linked to is given by ids, and on making alone. */
export const leadBody = z.object({
  ...leadKeys,
  _embedded: z
    .object({ ...embeddedTags, contacts: z.array(linkedCard).nullish(), companies: z.array(linkedCard).nullish() })
    .nullish(),
});

export type LeadBody = z.infer<typeof leadBody>;

/** `POST /leads/complex`: one contact and one company, known or new. */
export const complexBody = z.object({
  ...leadKeys,
  _embedded: z
    .object({
      ...embeddedTags,
      contacts: z.array(personBody).nullish(),
      companies: z.array(personBody).nullish(),
      metadata: z.looseObject({ category: z.enum(['forms', 'sip']) }).nullish(),
    })
    .nullish(),
});

export type ComplexBody = z.infer<typeof complexBody>;

type AnyLead = Omit<LeadBody, '_embedded'>;

/** Finds fault with what is a lead's own. */
export function checkLead(account: Account, body: LeadBody | ComplexBody, report: Report, before?: Lead): void {
  checkCard(account, 'leads', body, report);
  checkPrice(account, body.price ?? 0, report);
  if (body.pipeline_id && !pipelineOf(body.pipeline_id)) report('NotSupportedChoice', 'pipeline_id');
  else if (body.status_id && !placeOf(body, before)) report('NotSupportedChoice', 'status_id');
  if (body.loss_reason_id && !lossReasons.some(({ id }) => id === body.loss_reason_id)) {
    report('NotSupportedChoice', 'loss_reason_id');
  }
}

function checkPrice({ settings }: Account, price: number, report: Report): void {
  if (price < 0 || price > MAX_PRICE) report('InvalidValue', 'price');
  if (!Number.isInteger(price) && !settings.minorUnits) report('InvalidType', 'price');
}

export interface Place {
  readonly pipelineId: number;
  readonly statusId: number;
}

/**
 * The stage a lead is put into. A stage alone names its pipeline, but for the two that all have: those are of the
 * pipeline the lead is in. `undefined`: there is no such stage.
 */
export function placeOf({ pipeline_id, status_id }: AnyLead, before?: Lead): Place | undefined {
  const named = pipeline_id ? pipelineOf(pipeline_id) : undefined;
  const current = pipelineOf(before?.pipelineId ?? 0) ?? mainPipeline();
  if (!status_id) {
    if (before && (!named || named.id === before.pipelineId)) return before;
    const pipeline = named ?? current;
    return { pipelineId: pipeline.id, statusId: firstStatusOf(pipeline).id };
  }
  const isShared = status_id === WON || status_id === LOST;
  const pipeline = named ?? (isShared ? current : pipelines.find(each => hasStage(each, status_id)));
  return pipeline && hasStage(pipeline, status_id) ? { pipelineId: pipeline.id, statusId: status_id } : undefined;
}

/** Nothing can be put among the unsorted by its stage. */
function hasStage({ statuses }: Pipeline, statusId: number): boolean {
  return statuses.some(({ id, type }) => id === statusId && type === 0);
}

export function isClosed({ statusId }: Place): boolean {
  return statusId === WON || statusId === LOST;
}
