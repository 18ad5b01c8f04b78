/** The account's types and statuses of payments, and types of delivery: which of them go together. */
import { CURRENCY, type SiteCode } from './shops.ts';

export interface PaymentType {
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  /** The first is the one a payment without a status gets. */
  readonly paymentStatuses: readonly string[];
  /** Empty: every shop's. */
  readonly sites: readonly SiteCode[];
  /** Whether the CRM itself takes the money. */
  readonly integrated: boolean;
}

const plain = { active: true, sites: [], integrated: false } as const;

export const paymentTypes: readonly PaymentType[] = [
  { ...plain, code: 'cash', name: 'Наличными', paymentStatuses: ['not-paid', 'paid'] },
  { ...plain, code: 'bank-card', name: 'Картой курьеру', paymentStatuses: ['not-paid', 'paid', 'fail'] },
  { ...plain, code: 'e-money', name: 'Онлайн на сайте', paymentStatuses: ['not-paid', 'invoice', 'paid', 'returned'] },
  { ...plain, code: 'gift-card', name: 'Подарочная карта', paymentStatuses: ['not-paid', 'paid'] },
  {
    ...plain,
    code: 'crm-invoice',
    name: 'Счёт от менеджера',
    integrated: true,
    paymentStatuses: ['invoice', 'paid', 'returned'],
  },
  { ...plain, code: 'credit', name: 'Рассрочка', paymentStatuses: ['credit-check'], active: false },
  { ...plain, code: 'bank-transfer', name: 'По счёту', paymentStatuses: ['not-paid', 'paid'], sites: ['volna-banket'] },
];

export interface PaymentStatus {
  readonly code: string;
  readonly name: string;
  /** Whether the money has come. */
  readonly complete: boolean;
}

export const paymentStatuses: readonly PaymentStatus[] = [
  { code: 'not-paid', name: 'Не оплачен', complete: false },
  { code: 'invoice', name: 'Выставлен счёт', complete: false },
  { code: 'paid', name: 'Оплачен', complete: true },
  { code: 'fail', name: 'Ошибка', complete: false },
  { code: 'returned', name: 'Возвращён', complete: false },
  { code: 'credit-check', name: 'Проверка', complete: false },
];

export interface DeliveryType {
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly defaultCost: number;
  readonly currency: string;
  readonly paymentTypes: readonly string[];
  readonly deliveryServices: readonly string[];
  readonly sites: readonly SiteCode[];
}

const common = { active: true, currency: CURRENCY, deliveryServices: [], sites: [] } as const;

export const deliveryTypes: readonly DeliveryType[] = [
  {
    ...common,
    code: 'courier',
    name: 'Курьером',
    defaultCost: 200,
    paymentTypes: ['cash', 'bank-card', 'e-money', 'gift-card', 'crm-invoice'],
    deliveryServices: ['near', 'far'],
  },
  {
    ...common,
    code: 'self-delivery',
    name: 'Самовывоз',
    defaultCost: 0,
    paymentTypes: ['cash', 'bank-card', 'e-money', 'gift-card'],
  },
  {
    ...common,
    code: 'outdoor',
    name: 'Выездное обслуживание',
    defaultCost: 3000,
    paymentTypes: ['bank-transfer'],
    sites: ['volna-banket'] as const,
  },
  { ...common, code: 'locker', name: 'Постамат', defaultCost: 150, paymentTypes: ['e-money'], active: false },
];

export const deliveryServices = [
  { code: 'near', name: 'До пяти километров', active: true },
  { code: 'far', name: 'Дальше пяти километров', active: true },
] as const;

/** Whether money of a payment in this status counts as paid. */
export function isPaid(status: string): boolean {
  return paymentStatuses.some(({ code, complete }) => code === status && complete);
}
