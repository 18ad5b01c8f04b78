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

const of =
  (group: GroupCode) =>
  ([code, name]: readonly [string, string]): Status => ({ code, name, group });

export const statuses: readonly Status[] = [
  of('new')(['new', 'Новый']),
  ...(
    [
      ['availability-confirmed', 'Наличие подтверждено'],
      ['offer-analog', 'Предложить замену'],
      ['client-confirmed', 'Согласовано с клиентом'],
      ['prepayed', 'Предоплата поступила'],
    ] as const
  ).map(of('approval')),
  ...(
    [
      ['send-to-assembling', 'Передано в комплектацию'],
      ['assembling', 'Комплектуется'],
      ['assembling-complete', 'Укомплектован'],
    ] as const
  ).map(of('assembling')),
  ...(
    [
      ['send-to-delivery', 'Передан в доставку'],
      ['delivering', 'Доставляется'],
      ['redirect', 'Доставка перенесена'],
    ] as const
  ).map(of('delivery')),
  of('complete')(['complete', 'Выполнен']),
  ...(
    [
      ['no-call', 'Недозвон'],
      ['no-product', 'Нет в наличии'],
      ['already-buyed', 'Купил в другом месте'],
      ['delyvery-did-not-suit', 'Не устроила доставка'],
      ['prices-did-not-suit', 'Не устроила цена'],
      ['cancel-other', 'Отменен'],
    ] as const
  ).map(of('cancel')),
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
  return statuses.find(status => status.code === code)?.group ?? '';
}

export const groups = (Object.keys(groupNames) as GroupCode[]).map((code, index) => ({
  name: groupNames[code],
  code,
  active: true,
  ordering: (index + 1) * 10,
  process: code !== 'new' && code !== 'complete' && code !== 'cancel',
  statuses: statuses.filter(({ group }) => group === code).map(status => status.code),
}));
