import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load.ts';
import { createLog } from '../log.ts';
import type { FailedJob } from '../orders/booked.ts';
import { assemble, type Parts } from '../parts.ts';
import { CONFIG_OPTION, guarded, out, time } from './common.ts';

/** As many as one reads. */
const LISTED = 200;

/** What it was to tell: `refused` to the managers, `order.submitted` to the site. */
const subjectOf = ({ payload }: FailedJob): string =>
  String(payload?.['notice'] ?? payload?.['type'] ?? 'cannot be read');

const numberOf = async (parts: Parts, { orderId }: FailedJob): Promise<string> => {
  if (orderId === null) return '-';
  // An order that cannot be read has a notice all the same.
  const booked = await parts.book.order(orderId).catch(() => null);
  return booked?.number ?? orderId;
};

const row = (cells: readonly string[]): string => {
  const [to = '', what = '', order = '', tries = '', next = ''] = cells;
  return [to.padEnd(8), what.padEnd(16), order.padEnd(12), tries.padStart(5), next].join('  ');
};

/** `crm-proxy notices`: what managers and the site were to be told, and nobody took so far. */
export const notices = guarded(async args => {
  const { values } = parseArgs({ args, options: CONFIG_OPTION });
  const parts = await assemble(loadConfig(values.config), { log: createLog('error') });
  try {
    const failed = await parts.store.failedJobs(LISTED);
    if (failed.length > 0) out(row(['to', 'what', 'order', 'tries', 'next try (UTC)']));
    for (const job of failed) {
      const to = job.kind === 'notice' ? 'managers' : 'site';
      const next = job.givenUpAt === null ? time(job.dueAt) : `given up ${time(job.givenUpAt)}`;
      out(row([to, subjectOf(job), await numberOf(parts, job), String(job.attempts), next]));
    }
    if (failed.length === 0) out('Whatever was to be told has been told.');
    return 0;
  } finally {
    await parts.close(0);
  }
});
