import type { CrmStatus } from '../crm.ts';
import type { Context } from './api.ts';
import { stageIn } from './stages.ts';
import { type Entry, entriesOf } from './wire.ts';

/** How long the account's list of statuses is believed. */
const FRESH_MS = 10 * 60_000;

/** The account's own statuses: their names, and the stages of their groups. */
export interface Statuses {
  /** Reads the list again when it is old. Trouble leaves what was known: a name is no reason to lose a status. */
  refresh(): Promise<void>;
  /** A status as far as it is known now; the bare code where it is not. */
  of(code: string): CrmStatus;
}

export const createStatuses = ({ api, shop }: Pick<Context, 'api' | 'shop'>): Statuses => {
  let known = new Map<string, CrmStatus>();
  let readAt = Number.NEGATIVE_INFINITY;

  const read = async (): Promise<Map<string, CrmStatus>> => {
    const statuses = await api({ operation: 'reference/statuses' }, entriesOf('statuses'));
    const groups = await api({ operation: 'reference/status-groups' }, entriesOf('statusGroups'));
    const byCode = new Map(groups.map(group => [group.code, group]));
    return new Map(statuses.map(status => [status.code, statusOf(status, byCode)]));
  };

  return {
    async refresh() {
      if (shop.now() - readAt < FRESH_MS) return;
      try {
        known = await read();
        readAt = shop.now();
      } catch {
        // The next refresh asks again.
      }
    },
    of: code => known.get(code) ?? { code },
  };
};

const statusOf = (status: Entry, groups: ReadonlyMap<string, Entry>): CrmStatus => {
  const { code, name, group = '' } = status;
  const stage = stageIn(groups.get(group) ?? { code: group }, status);
  return { code, ...(name && { name }), ...(stage && { stage }) };
};
