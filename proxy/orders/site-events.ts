import type { Config } from '../config/config.ts';
import type { Booked, Job } from './booked.ts';
import { jobKey } from './job-key.ts';
import { ATTENTION } from './states.ts';
import { siteStatusOf } from './statuses.ts';

/** What the site's back end is told of. */
type SiteEventType = 'order.accepted' | 'order.submitted' | 'order.status' | 'order.attention' | 'order.dropped';

/** Makes the webhook jobs of a shop; none when it has no webhook. */
export type SiteEvents = (type: SiteEventType, booked: Booked, occasion: string | number, now: number) => Job[];

export const createSiteEvents = (config: Config): SiteEvents => {
  const siteStatus = (type: SiteEventType, { connection, state, status }: Booked): string | null => {
    if (type === 'order.attention' || ATTENTION.includes(state)) return config.webhook?.errorStatus ?? null;
    return status && siteStatusOf(status.code, config.connections.get(connection)?.statuses ?? []);
  };

  return (type, booked, occasion, now) => {
    if (!config.webhook) return [];
    const { id, number, crmNumber, state, stage, status } = booked;
    const data = { id, number, crmNumber, state, stage, status: status?.name ?? status?.code ?? null };
    const payload = {
      type,
      timestamp: new Date(now).toISOString(),
      data: { ...data, siteStatus: siteStatus(type, booked) },
    };
    return [{ kind: 'webhook', key: jobKey(type, id, occasion), orderId: id, dueAt: now, payload }];
  };
};
