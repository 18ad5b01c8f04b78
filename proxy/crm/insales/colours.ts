import { z } from 'zod';
import type { CrmStatus, ShopFacts } from '../crm.ts';
import { colourIn } from '../text.ts';
import type { Api } from './api.ts';
import { Status } from './wire.ts';

const FRESH_MS = 10 * 60_000;

/** The colours of the shop's statuses: an order tells only their names. */
export interface Colours {
  /** Reads the list again when it is old. Trouble leaves what was known: a colour is no reason to lose a status. */
  refresh(): Promise<void>;
  /** The status with its colour, as far as that is known now. */
  on<Coloured extends { status: CrmStatus }>(row: Coloured): Coloured;
}

export const createColours = (api: Api, { now }: Pick<ShopFacts, 'now'>): Colours => {
  let known = new Map<string, string>();
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    async refresh() {
      if (now() - readAt < FRESH_MS) return;
      // Not asked again at once where statuses of the shop's own are switched off.
      readAt = now();
      const rows = await api({ path: 'custom_statuses' }, z.array(Status)).catch(() => null);
      if (!rows) return;
      known = new Map(
        rows.flatMap(({ permalink, color }) => {
          const colour = colourIn(color);
          return colour ? [[permalink, colour] as const] : [];
        }),
      );
    },
    on(row) {
      const colour = known.get(row.status.code);
      return colour ? { ...row, status: { ...row.status, colour } } : row;
    },
  };
};
