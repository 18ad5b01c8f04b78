import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';
import type { Order } from './wire.ts';

/**
 * KeyCRM's groups of statuses, the same in every account whatever its statuses are called. They are not documented:
 * seen in exports of two live accounts and in three clients.
 */
const GROUPS = new Map<string, Stage>([
  ['1', 'new'],
  ['2', 'confirmed'],
  ['3', 'preparing'],
  ['4', 'shipping'],
  ['5', 'delivered'],
  ['6', 'cancelled'],
]);

/** Default aliases (seen in an account's export), and names accounts commonly give (inferred). */
const NAMES: Record<Stage, readonly string[]> = {
  new: ['new', 'новий', 'нове', 'нове замовлення', 'новый', 'новый заказ'],
  confirmed: ['approved', 'підтверджено', 'погоджено', 'подтвержден', 'обробка замовлення'],
  preparing: ['in_production', 'комплектується', 'пакується', 'комплектуется', 'очікує відправки'],
  ready: ['ready', 'готово до видачі', 'готовий до видачі', 'готов к выдаче'],
  shipping: ['delivered_to_delivery', 'departing', 'in_transit', 'в дорозі', 'відправлено', 'в пути', 'отправлен'],
  delivered: ['completed', 'виконано', 'успішно', 'отримано', 'выполнен', 'успешно'],
  cancelled: ['canceled', 'cancelled', 'скасовано', 'відміна', 'відмова', 'отменен', 'отмена'],
  returned: ['returned', 'return', 'refund', 'повернення', 'повернуто', 'возврат', 'возвращен'],
};

const STAGES = new Map(
  (Object.keys(NAMES) as Stage[]).flatMap(stage => NAMES[stage].map((name): [string, Stage] => [name, stage])),
);

const byName = (name: string | undefined): Stage | undefined =>
  STAGES.get((name ?? '').normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim());

/** The stage of a group; the sixth holds what was cancelled and what came back, which only the name tells apart. */
const byGroup = (group: string | undefined, names: readonly (string | undefined)[]): Stage | undefined => {
  const stage = group === undefined ? undefined : GROUPS.get(group);
  return stage === 'cancelled' && names.some(name => byName(name) === 'returned') ? 'returned' : stage;
};

/** The stage a status stands for: by its group where that is known, else by its name. */
export const stageOf = (status: CrmStatus): Stage | null => status.stage ?? byName(status.name) ?? null;

/** What KeyCRM tells of a status. */
export interface StatusFacts {
  id: string;
  group?: string | undefined;
  name?: string | undefined;
  alias?: string | undefined;
}

/**
 * KeyCRM's status as ours. Until its owner saves them anew, the default statuses are called by their aliases
 * (`delivered_to_delivery`; KeyCRM help): that is no name to show where the stage says it better.
 */
export const statusOf = ({ id, group, name, alias }: StatusFacts): CrmStatus => {
  const stage = byGroup(group, [name, alias]) ?? byName(name) ?? byName(alias);
  const isAlias = name !== undefined && name === alias && /^[a-z_]+$/.test(name);
  const shown = isAlias && stage !== undefined ? undefined : name;
  return { code: id, ...(shown && { name: shown }), ...(stage && { stage }) };
};

/** The status of an order, whose parts stand in two places; null where it tells none. */
export const statusOfOrder = ({ status, status_id, status_group_id }: Order): CrmStatus | null => {
  const id = status_id ?? status?.id;
  const group = status_group_id ?? status?.group_id;
  return id === undefined ? null : statusOf({ id, group, name: status?.name, alias: status?.alias });
};
