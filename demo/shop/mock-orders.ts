import type { FoundOrder, OrderAnswer, OrderStatusAnswer, Stage } from '../../proxy/contract/index.ts';
import { rub } from './mock-goods.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
const moment = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString();

/** The way of an order here, and what this shop's CRM calls each step. */
const way: readonly (readonly [Stage, string])[] = [
  ['new', 'Новый'],
  ['confirmed', 'Подтверждён оператором'],
  ['preparing', 'В производстве'],
  ['ready', 'Приготовлен'],
  ['shipping', 'В пути'],
  ['delivered', 'Выполнен'],
];

const passed = (stage: Stage) => {
  const end = way.findIndex(([each]) => each === stage);
  return end < 0 ? way.slice(0, 1) : way.slice(0, end + 1);
};

/** An order as a lookup by one thing shows it: days, no total. */
export const found = (stage: Stage | null, rest: Partial<FoundOrder> = {}): FoundOrder => ({
  number: 'K7-4821',
  placedOn: day(0),
  stage,
  status: way.find(([each]) => each === stage)?.[1] ?? null,
  history: passed(stage ?? 'new').map(([each, status]) => ({ stage: each, status, at: day(0) })),
  ...rest,
});

/** What a lookup by both shows: the times, the total and the tracking number too. */
const proven = (stage: Stage): FoundOrder =>
  found(stage, {
    history: passed(stage).map(([each, status], index, all) => ({
      stage: each,
      status,
      at: moment((all.length - index) * 11),
    })),
    total: rub(1240),
    tracking: { number: 'VOLNA-700-48-21', url: 'https://track.example/VOLNA-700-48-21' },
  });

export const orders = (...rows: FoundOrder[]): OrderStatusAnswer => ({
  orders: rows,
  ticket: rows.length > 0 ? 'mock-ticket' : null,
});

/** Answers a lookup as the proxy would: numbers are masked where only the phone was given. */
export const lookUp = (asked: { number?: unknown; phone?: unknown }): OrderStatusAnswer => {
  if (asked.number && asked.phone) return orders(proven('shipping'));
  if (asked.number) return orders(found('preparing'));
  return orders(
    found('shipping', { number: '••-4821' }),
    found('delivered', { number: '••-0937', placedOn: day(3), history: [] }),
  );
};

export const accepted: OrderAnswer = {
  id: 'mock-order',
  number: 'K7-4821',
  crmNumber: '1042',
  state: 'submitted',
  total: rub(1530),
  stage: 'new',
  status: 'Новый',
  history: [{ stage: 'new', status: 'Новый', at: moment(0) }],
  notice: null,
  ticket: 'mock-ticket',
};

/** The shop has the order, the CRM has not: a person sees to it, and the visitor is told so. */
export const parked: OrderAnswer = {
  ...accepted,
  crmNumber: null,
  state: 'attention',
  stage: null,
  status: null,
  history: [],
  notice: 'Заказ у нас. Менеджер перезвонит, чтобы подтвердить его.',
};
