import type { Warning } from '../crm/crm.ts';
import type { Booked, Change, Job } from './booked.ts';
import { isEcho } from './echo.ts';
import { certificateJob } from './errand.ts';
import { dayOf, noticeJob, orderNotice } from './notices.ts';
import type { SiteEvents } from './site-events.ts';
import { ATTENTION } from './states.ts';
import { applied } from './store/applied.ts';

/** Warnings that change what the customer gets or pays; the others stay with the order, for whoever looks at it. */
const TOLD: ReadonlySet<Warning['code']> = new Set([
  'line-dropped',
  'certificate-refused',
  'date-refused',
  'discount-changed',
  'total-differs',
]);

/** Says who is to hear of an order's coming in, and of each of its changes. */
export interface Tidings {
  ofIntake(booked: Booked): Job[];
  ofChange(before: Booked, change: Change, now: number): Job[];
}

/** One place decides what a change is told as, so that no way of changing an order forgets to tell. */
export const createTidings = (siteEvents: SiteEvents): Tidings => ({
  ofIntake(booked) {
    const now = booked.createdAt;
    const { order } = booked;
    const unpriced = order.lines.filter(line => line.price === null).length;
    return [
      ...(booked.state === 'held' && booked.reason
        ? [orderNotice('held', booked, now, { reason: booked.reason })]
        : []),
      ...(unpriced > 0 || order.total === null ? [orderNotice('unpriced', booked, now, { count: unpriced })] : []),
      ...(order.source === 'site' ? [] : siteEvents('order.accepted', booked, 'in', now)),
    ];
  },

  ofChange(before, change, now) {
    const after = applied(before, change, now);
    return [
      ...ofState(before, after, now, siteEvents),
      ...ofWarnings(before, after, now),
      ...ofStatus(before, after, now, siteEvents),
      ...(change.freeCertificate && mayHaveCharged(after) ? [certificateJob(after, now)] : []),
    ];
  },
});

/** Never tried, or refused, it cannot have taken anything off. */
const mayHaveCharged = ({ order, attempts, state }: Booked): boolean =>
  order.certificate !== undefined && attempts > 0 && state !== 'refused';

function ofState(before: Booked, after: Booked, now: number, siteEvents: SiteEvents): Job[] {
  const { state, attempts } = after;
  if (state === before.state) return ofNumber(before, after, now, siteEvents);
  if (state === 'refused' || state === 'uncertain') {
    const notice = orderNotice(state, after, now, { reason: after.reason ?? state });
    return [notice, ...siteEvents('order.attention', after, `${state}-${attempts}`, now)];
  }
  if (state === 'submitted') {
    // A person who marks an order knows it; a ref can only have come from the CRM.
    const proven = ATTENTION.includes(before.state) && after.ref !== before.ref;
    const resolved = proven ? [orderNotice('resolved', after, now, numberOf(after))] : [];
    return [...resolved, ...siteEvents('order.submitted', after, attempts, now)];
  }
  return state === 'dropped' ? siteEvents('order.dropped', after, attempts, now) : [];
}

/** A hook may prove that an order was taken before the CRM answers with its number. */
const ofNumber = (before: Booked, after: Booked, now: number, siteEvents: SiteEvents): Job[] =>
  after.state === 'submitted' && after.crmNumber !== null && before.crmNumber === null
    ? siteEvents('order.submitted', after, 'numbered', now)
    : [];

function ofWarnings(before: Booked, after: Booked, now: number): Job[] {
  const fresh = after.warnings.slice(before.warnings.length);
  const told = fresh.filter(({ code, money }) => money || TOLD.has(code));
  const warnings = told.map(({ code, about }) => ({ code, about }));
  const facts = { warnings, ...numberOf(after) };
  const ofOrder = told.length > 0 ? [orderNotice('warnings', after, now, facts, after.warnings.length)] : [];
  return fresh.some(({ code }) => code === 'status-hook-refused') ? [...ofOrder, silentStatuses(after, now)] : ofOrder;
}

/** The CRM refused to send statuses of an order: it is the connection that is set up wrong, so it is said once a day. */
const silentStatuses = ({ connection }: Booked, now: number): Job =>
  noticeJob({ notice: 'status-broken', connection, reason: 'status-hook-refused' }, dayOf(now), now);

function ofStatus(before: Booked, after: Booked, now: number, siteEvents: SiteEvents): Job[] {
  const { status } = after;
  if (!status || status === before.status || isEcho(before, status.code, now)) return [];
  return siteEvents('order.status', after, `${status.code}-${status.at ?? status.seenAt}`, now);
}

const numberOf = ({ crmNumber }: Booked) => (crmNumber === null ? {} : { crmNumber });
