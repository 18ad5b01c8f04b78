import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';

/** The system statuses under the back office's own names (a public client's table; the vendor confirms only some). */
export const SYSTEM: ReadonlyMap<string, { name: string; stage: Stage }> = new Map([
  ['new', { name: 'Новый', stage: 'new' }],
  ['accepted', { name: 'В обработке', stage: 'confirmed' }],
  ['approved', { name: 'Согласован', stage: 'confirmed' }],
  ['dispatched', { name: 'Отгружен', stage: 'shipping' }],
  ['delivered', { name: 'Доставлен', stage: 'delivered' }],
  ['declined', { name: 'Отменён', stage: 'cancelled' }],
  ['returned', { name: 'Возврат', stage: 'returned' }],
]);

/** Words in names a shop made itself; inferred, and only where no system status tells. */
const WORDS: readonly (readonly [word: RegExp, stage: Stage])[] = [
  [/возврат|return/i, 'returned'],
  [/отмен|отказ|cancel|declin/i, 'cancelled'],
  [/доставлен|выполн|вручен|complete/i, 'delivered'],
  [/готов|ready/i, 'ready'],
  [/достав|отправ|отгру|в пути|ship/i, 'shipping'],
  [/сбор|комплект|пакует/i, 'preparing'],
  [/соглас|подтвер|обработ|confirm/i, 'confirmed'],
  [/нов|new/i, 'new'],
];

/** What a status of an order is, its own name and the system's status behind it taken together. */
export const statusOf = (
  custom: { permalink: string; title?: string | undefined } | undefined,
  system: string | undefined,
): CrmStatus | null => {
  const code = custom?.permalink ?? system;
  if (code === undefined) return null;
  const name = custom?.title ?? SYSTEM.get(code)?.name;
  const stage = SYSTEM.get(system ?? '')?.stage;
  return { code, ...(name && { name }), ...(stage && { stage }) };
};

/** The stage of a status: by the system status it stands on, else by its code, else by its name. */
export const stageOf = ({ code, name, stage }: CrmStatus): Stage | null =>
  stage ?? SYSTEM.get(code)?.stage ?? WORDS.find(([word]) => word.test(name ?? ''))?.[1] ?? null;
