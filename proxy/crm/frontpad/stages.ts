import type { Stage } from '../../contract/index.ts';
import type { CrmStatus } from '../crm.ts';

/**
 * Names accounts commonly give their statuses (FrontPad's own set and observed accounts; the rest are inferred).
 * Only names: the same code means different things in different accounts.
 */
const NAMES: Record<Stage, readonly string[]> = {
  new: ['новый', 'новая', 'новый заказ', 'оформлен', 'создан'],
  confirmed: ['подтвержден', 'принят', 'в обработке'],
  preparing: ['в производстве', 'производится', 'готовится', 'на кухне', 'в работе', 'собирается'],
  ready: ['произведен', 'приготовлен', 'готов', 'готов к выдаче', 'собран', 'ожидает курьера'],
  shipping: ['в пути', 'передан курьеру', 'у курьера', 'курьер в пути', 'доставляется', 'отправлен', 'в доставке'],
  delivered: ['выполнен', 'доставлен', 'завершен', 'выдан', 'закрыт'],
  cancelled: ['списан', 'отменен', 'отмена', 'отказ', 'аннулирован'],
  returned: ['возврат', 'возвращен'],
};

const STAGES = new Map(
  (Object.keys(NAMES) as Stage[]).flatMap(stage => NAMES[stage].map((name): [string, Stage] => [name, stage])),
);

const plain = (name: string): string =>
  name.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

/** The stage a status stands for by its well-known name; null for any other. */
export const stageOf = (status: CrmStatus): Stage | null => STAGES.get(plain(status.name ?? '')) ?? null;
