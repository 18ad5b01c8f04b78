import type { StatusMapping } from '../config/schema.ts';
import { Stage } from '../contract/index.ts';
import type { CrmStatus, Manifest, StatusChange } from '../crm/crm.ts';
import type { Booked, Change, StatusEvent } from './booked.ts';

/** What the statuses of a connection are read by. */
export interface StatusTable {
  statuses: readonly StatusMapping[];
  stageOf: Manifest['stageOf'];
}

export interface ReadStatus {
  name: string | null;
  stage: Stage | null;
  colour?: string;
  /** Neither the config nor the CRM itself says what it stands for. */
  unknown: boolean;
}

/** As an order goes through them. */
const ORDER: readonly Stage[] = Stage.options;
const DAY_MS = 86_400_000;
/** A time further ahead than clocks drift is a mistake, and would outlive every later event. */
const CLOCK_DRIFT_MS = 10 * 60_000;

/** The status that the shop's config means by a code. */
const mappingOf = (code: string, statuses: readonly StatusMapping[]): StatusMapping | undefined =>
  statuses.find(mapping => mapping.code === code);

/** The shop's own id of a status, for its back end. */
export const siteStatusOf = (code: string, statuses: readonly StatusMapping[]): string | null =>
  mappingOf(code, statuses)?.siteStatus ?? null;

/** Reads a status: the shop's config first, then what the CRM and its adapter say. */
export function readStatus(status: CrmStatus, { statuses, stageOf }: StatusTable): ReadStatus {
  const mapping = mappingOf(status.code, statuses);
  const named = mapping ? { ...status, name: mapping.name } : status;
  const stage = mapping?.stage ?? stageOf(named) ?? status.stage ?? null;
  const { name = null, colour } = named;
  return { name, stage, ...(colour && { colour }), unknown: !mapping && stage === null };
}

/** One status change of a CRM as an event of ours. */
export function eventOf(change: StatusChange, table: StatusTable, now: number): StatusEvent & { unknown: boolean } {
  const at = change.at === null ? Number.NaN : Date.parse(change.at);
  const credible = Number.isFinite(at) && at <= now + CLOCK_DRIFT_MS;
  return { code: change.status.code, ...readStatus(change.status, table), at: credible ? at : null, seenAt: now };
}

/**
 * What an event changes about its order; null: it was told before. A later event always stands, an older one
 * never does; where nobody can tell which is which, the one that is further on stands.
 */
export function changeBy(booked: Booked, event: StatusEvent): Change | null {
  const { status } = booked;
  if (status && status.code === event.code && status.at === event.at) {
    // A notification may know no more than a code; who is asked later knows what it is called.
    return status.name === null && event.name !== null ? { event } : null;
  }
  const unnamed = event.stage === null && event.name === null;
  if (unnamed || !standsAfter(booked, event)) return { event, eventStands: false };
  const stage = event.stage ?? booked.stage;
  return { event, stage, ...(stage === 'cancelled' && { freeCertificate: true }) };
}

function standsAfter({ status, stage }: Booked, event: StatusEvent): boolean {
  if (!status) return true;
  const last = secondOf(status.at ?? status.seenAt);
  if (event.at !== null && secondOf(event.at) > last) return true;
  if (event.at !== null && status.at !== null && secondOf(event.at) < last) return false;
  return rank(event.stage) >= rank(stage);
}

/** CRMs tell no finer: within a second nobody knows which was first. */
const secondOf = (ms: number): number => Math.floor(ms / 1000);

const rank = (stage: Stage | null): number => (stage === null ? -1 : ORDER.indexOf(stage));

/** Whether the statuses of an order are still followed. */
export const isFollowed = (booked: Booked, followDays: number, now: number): boolean =>
  now - (booked.submittedAt ?? booked.createdAt) <= followDays * DAY_MS;
