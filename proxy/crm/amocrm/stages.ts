import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';
import type { Status } from './wire.ts';

/** In every pipeline, whatever an account has renamed them to (documentation, pipelines). */
const WON = '142';
const LOST = '143';
const INBOX = 1;

/**
 * Words in the names of statuses, which every account makes itself (inferred; the last are amoCRM's own). "Доставлен"
 * must not be taken for a delivery under way.
 */
const WORDS: readonly (readonly [word: RegExp, stage: Stage])[] = [
  [/возвра|return/i, 'returned'],
  [/отмен|отказ|не реализован|cancel/i, 'cancelled'],
  [/доставлен|выполн|заверш|вручен|получен|успешно|delivered|complete/i, 'delivered'],
  [/собран|готов(?!ится)|ready/i, 'ready'],
  [/отгру|отправ|доставля|доставк|в пути|курьер|ship|deliver/i, 'shipping'],
  [/собира|сборк|комплект|готовится|производ|prepar|assembl/i, 'preparing'],
  [/подтвер|согласован|принят|confirm/i, 'confirmed'],
  [/нов(ый|ая|ое)|неразобранн|первичный контакт|\bnew\b|incoming|initial contact/i, 'new'],
];

const byWords = (name: string): Stage | null => WORDS.find(([word]) => word.test(name))?.[1] ?? null;

/** What a status of a pipeline stands for. `isFirst`: leads begin in it. */
export const stageIn = ({ id, name, type }: Pick<Status, 'id' | 'name' | 'type'>, isFirst: boolean): Stage | null => {
  const named = byWords(name);
  if (id === WON) return 'delivered';
  if (id === LOST) return named === 'returned' ? 'returned' : 'cancelled';
  if (type === INBOX) return 'new';
  return named ?? (isFirst ? 'new' : null);
};

/** The stage of a status as it came: what its pipeline told, else its code, else its name. */
export const stageOf = ({ code, name = '', stage }: CrmStatus): Stage | null => {
  const id = code.split(':')[1] ?? '';
  return stage ?? stageIn({ id, name, type: undefined }, false);
};
