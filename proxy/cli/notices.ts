import { parseArgs } from 'node:util';
import type { FailedJob } from '../orders/booked.ts';
import { Errand } from '../orders/errand.ts';
import type { Parts } from '../parts.ts';
import { CONFIG_OPTION, guarded, opened, out, time } from './common.ts';

/** As many as one reads. */
const LISTED = 200;

const TO: Record<FailedJob['kind'], string> = { notice: 'managers', webhook: 'site', crm: 'CRM' };

/** What it was to tell: `refused` to the managers, `order.submitted` to the site, `payment paid` to the CRM. */
const subjectOf = ({ kind, payload }: FailedJob): string => {
  if (kind === 'crm') return errandWords(Errand.safeParse(payload).data);
  return String(payload?.['notice'] ?? payload?.['type'] ?? 'cannot be read');
};

const errandWords = (errand: Errand | undefined): string => {
  switch (errand?.about) {
    case 'payment':
      return `payment ${errand.payment.status ?? ''}`;
    case 'status':
      return `status ${errand.status}`;
    case 'customer':
    case 'certificate':
      return errand.about;
    default:
      return 'cannot be read';
  }
};

/** The order it is about, or the site's own id of the customer. */
const numberOf = async (parts: Parts, { kind, orderId, payload }: FailedJob): Promise<string> => {
  const errand = kind === 'crm' ? Errand.safeParse(payload).data : undefined;
  if (errand?.about === 'customer') return errand.customer.id;
  if (orderId === null) return '-';
  // An order that cannot be read has a notice all the same.
  const booked = await parts.book.order(orderId).catch(() => null);
  return booked?.number ?? orderId;
};

const row = (cells: readonly string[]): string => {
  const [to = '', what = '', order = '', tries = '', next = ''] = cells;
  return [to.padEnd(8), what.padEnd(16), order.padEnd(12), tries.padStart(5), next].join('  ');
};

/** `crm-proxy notices`: what managers, the site and the CRM were to be told, and nobody took so far. */
export const notices = guarded(async args => {
  const { values } = parseArgs({ args, options: CONFIG_OPTION });
  return opened(values.config, async parts => {
    const failed = await parts.store.failedJobs(LISTED);
    if (failed.length > 0) out(row(['to', 'what', 'order', 'tries', 'next try (UTC)']));
    for (const job of failed) {
      const next = job.givenUpAt === null ? time(job.dueAt) : `given up ${time(job.givenUpAt)}`;
      out(row([TO[job.kind], subjectOf(job), await numberOf(parts, job), String(job.attempts), next]));
    }
    if (failed.length === 0) out('Whatever was to be told has been told.');
    return 0;
  });
});
