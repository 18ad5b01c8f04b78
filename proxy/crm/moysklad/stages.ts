import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';

/**
 * Words in the names of states, which every account makes itself (inferred from the documented sample set).
 * "Доставлен" must not be taken for a delivery under way, nor "готов к отгрузке" for one that has left.
 */
const WORDS: readonly (readonly [word: RegExp, stage: Stage])[] = [
  [/возвра|return/i, 'returned'],
  [/отмен|отказ|cancel/i, 'cancelled'],
  [/доставлен|выполн|заверш|вручен|получен|delivered|complete/i, 'delivered'],
  [/собран|готов(?!ится)|ready/i, 'ready'],
  [/отгру|отправ|доставля|доставк|в пути|курьер|ship|deliver/i, 'shipping'],
  [/собира|сборк|комплект|готовится|производ|prepar|assembl/i, 'preparing'],
  [/подтвер|согласов|принят|confirm/i, 'confirmed'],
  [/нов|new/i, 'new'],
];

const byWords = (name: string): Stage | null => WORDS.find(([word]) => word.test(name))?.[1] ?? null;

/** The stage of a state: by its type first, and by its name where the type leaves it open. */
export const stageIn = (type: string | undefined, name: string): Stage | null => {
  const named = byWords(name);
  if (type === 'Successful') return 'delivered';
  if (type === 'Unsuccessful') return named === 'returned' ? 'returned' : 'cancelled';
  return named;
};

/** The stage of a status as it came. */
export const stageOf = ({ stage, name }: CrmStatus): Stage | null => stage ?? byWords(name ?? '');
