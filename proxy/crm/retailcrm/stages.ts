import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';

/** The vendor's own groups (PHP client, reference fixtures). */
const GROUPS: Record<string, Stage> = {
  new: 'new',
  approval: 'confirmed',
  assembling: 'preparing',
  delivery: 'shipping',
  complete: 'delivered',
  cancel: 'cancelled',
};

/** The groups of the standard statuses (the same fixtures, their spelling), for a code that comes without its group. */
const STATUSES: Record<string, readonly string[]> = {
  new: ['new'],
  approval: ['availability-confirmed', 'offer-analog', 'client-confirmed', 'prepayed'],
  assembling: ['send-to-assembling', 'assembling', 'assembling-complete'],
  delivery: ['send-to-delivery', 'delivering', 'redirect', 'delivered'],
  complete: ['complete'],
  cancel: ['no-call', 'no-product', 'already-buyed', 'delyvery-did-not-suit', 'prices-did-not-suit', 'cancel-other'],
};

const GROUP_OF = new Map(
  Object.entries(STATUSES).flatMap(([group, codes]) => codes.map(code => [code, group] as const)),
);

/** Words in the names of groups and statuses an account made itself; inferred, and only where no code tells. */
const WORDS: readonly (readonly [word: RegExp, stage: Stage])[] = [
  [/возврат|return/i, 'returned'],
  [/отмен|отказ|cancel/i, 'cancelled'],
  [/выполн|заверш|вручен|доставлен|complete/i, 'delivered'],
  [/готов/i, 'ready'],
  [/достав|отправ|в пути|deliver|ship/i, 'shipping'],
  [/комплект|сбор|производ|assembl/i, 'preparing'],
  [/соглас|подтвер|approv|confirm/i, 'confirmed'],
  [/нов|new/i, 'new'],
];

const byWords = (name: string | undefined): Stage | null => WORDS.find(([word]) => word.test(name ?? ''))?.[1] ?? null;

export interface Group {
  code: string;
  name?: string | undefined;
}

/** What a status stands for: by its group, but for the two things a group does not tell apart. */
export const stageIn = (group: Group, status: { code: string; name?: string | undefined }): Stage | null => {
  const stage = Object.hasOwn(GROUPS, group.code) ? (GROUPS[group.code] ?? null) : byWords(group.name);
  // The vendor keeps "delivered" among the deliveries, and nothing is on its way any more.
  if (stage === 'shipping' && status.code === 'delivered') return 'delivered';
  if ((stage === 'cancelled' || stage === 'delivered') && byWords(status.name) === 'returned') return 'returned';
  return stage;
};

/** The stage of a status as it came: by its group where that was known, else by its standard code, else by its name. */
export const stageOf = (status: CrmStatus): Stage | null => {
  if (status.stage) return status.stage;
  const group = GROUP_OF.get(status.code);
  return group ? stageIn({ code: group }, status) : byWords(status.name);
};
