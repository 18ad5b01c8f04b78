/** The statuses of orders and their groups: the ones a new RetailCRM account has, under its own codes. */

export interface Status {
  readonly code: string;
  readonly name: string;
  readonly group: GroupCode;
}

const groupNames = {
  new: 'Новый',
  approval: 'Согласование',
  assembling: 'Комплектация',
  delivery: 'Доставка',
  complete: 'Выполнен',
  cancel: 'Отменен',
} as const;
export type GroupCode = keyof typeof groupNames;

const status = (group: GroupCode, code: string, name: string): Status => ({ code, name, group });

export const statuses: readonly Status[] = [
  status('new', 'new', 'Новый'),
  status('approval', 'availability-confirmed', 'Наличие подтверждено'),
  status('approval', 'offer-analog', 'Предложить замену'),
  status('approval', 'client-confirmed', 'Согласовано с клиентом'),
  status('approval', 'prepayed', 'Предоплата поступила'),
  status('assembling', 'send-to-assembling', 'Передано в комплектацию'),
  status('assembling', 'assembling', 'Комплектуется'),
  status('assembling', 'assembling-complete', 'Укомплектован'),
  status('delivery', 'send-to-delivery', 'Передан в доставку'),
  status('delivery', 'delivering', 'Доставляется'),
  status('delivery', 'redirect', 'Доставка перенесена'),
  status('complete', 'complete', 'Выполнен'),
  status('cancel', 'no-call', 'Недозвон'),
  status('cancel', 'no-product', 'Нет в наличии'),
  status('cancel', 'already-buyed', 'Купил в другом месте'),
  status('cancel', 'delyvery-did-not-suit', 'Не устроила доставка'),
  status('cancel', 'prices-did-not-suit', 'Не устроила цена'),
  status('cancel', 'cancel-other', 'Отменен'),
];

export const FIRST_STATUS = 'new';

/** The statuses a kitchen takes an order through, in their order. */
export const way: readonly string[] = [
  FIRST_STATUS,
  'client-confirmed',
  'assembling',
  'assembling-complete',
  'delivering',
  'complete',
];

export const cancelled: readonly string[] = statuses.filter(({ group }) => group === 'cancel').map(({ code }) => code);

/** The status by its code or name. */
export function findStatus(wanted: string): Status | undefined {
  return statuses.find(({ code }) => code === wanted) ?? statuses.find(({ name }) => name === wanted);
}

/** The group of a status code. */
export function groupOf(code: string): string {
  return statuses.find(each => each.code === code)?.group ?? '';
}

export const groups = (Object.keys(groupNames) as GroupCode[]).map((code, index) => ({
  name: groupNames[code],
  code,
  active: true,
  ordering: (index + 1) * 10,
  process: code !== 'new' && code !== 'complete' && code !== 'cancel',
  statuses: statuses.filter(({ group }) => group === code).map(each => each.code),
}));
