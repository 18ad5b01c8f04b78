import type { z } from 'zod';
import type { Config, ConnectionConfig } from '../config/config.ts';
import { CustomerRequest, type Money, PaymentRequest, StatusRequest } from '../contract/index.ts';
import type { Connection } from '../crm/connection.ts';
import type { CrmMethods } from '../crm/crm.ts';
import type { Book } from '../orders/book.ts';
import type { Errand } from '../orders/errand.ts';
import { toE164 } from '../orders/phone.ts';
import { cleanDeep } from './clean.ts';
import { refusalOf } from './normalise.ts';
import type { Refusal, Shop } from './shop.ts';

/** What the site's back end has to tell of an order, by its id, or of a customer. */
export type SiteNews =
  | { about: 'payment'; orderId: string; told: PaymentRequest }
  | { about: 'status'; orderId: string; told: StatusRequest }
  | { about: 'customer'; told: CustomerRequest };

export type TellOutcome =
  | { kind: 'taken' }
  | { kind: 'not-found' }
  /** The CRM cannot be told this. */
  | { kind: 'not-supported' }
  | { kind: 'key-reused' }
  | { kind: 'invalid'; refusals: Refusal[] };

interface Parts {
  config: Pick<Config, 'shop' | 'use'>;
  connections: ReadonlyMap<string, Connection>;
  book: Pick<Book, 'order' | 'takeErrand'>;
}

const METHODS: Record<SiteNews['about'], keyof CrmMethods> = {
  payment: 'recordPayment',
  status: 'setStatus',
  customer: 'saveCustomer',
};

/** Hands what the site tells to the order book, for the CRM it concerns. */
export const createTell = ({ config, connections, book }: Parts): Shop['tell'] => {
  const can = (connection: Connection | undefined, about: SiteNews['about']): connection is Connection =>
    connection?.methods[METHODS[about]] !== undefined;

  const connectionOf = async (news: SiteNews): Promise<Connection | undefined | 'no-order'> => {
    if (news.about === 'customer') return connections.get(config.use.customers ?? '');
    const booked = await book.order(news.orderId);
    return booked ? connections.get(booked.connection) : 'no-order';
  };

  return async (news, idempotencyKey) => {
    const connection = await connectionOf(news);
    if (connection === 'no-order') return { kind: 'not-found' };
    if (!can(connection, news.about)) return { kind: 'not-supported' };
    const errand = errandOf(news, connection.config, config.shop);
    if (Array.isArray(errand)) return { kind: 'invalid', refusals: errand };
    return { kind: await book.takeErrand(connection.name, errand, idempotencyKey) };
  };
};

type ShopConfig = Config['shop'];

/** The news, cleaned, as an errand; or what is wrong with them. */
const errandOf = (
  news: SiteNews,
  { statuses }: Pick<ConnectionConfig, 'statuses'>,
  shop: ShopConfig,
): Errand | Refusal[] => {
  switch (news.about) {
    case 'payment': {
      const { data: payment, refusals } = clean(PaymentRequest, news.told);
      if (!payment) return refusals;
      const faults = currencyRefusals([['#/amount', payment.amount]], shop);
      return faults.length > 0 ? faults : { about: 'payment', orderId: news.orderId, payment };
    }
    case 'status': {
      const { data, refusals } = clean(StatusRequest, news.told);
      return data ? { about: 'status', orderId: news.orderId, status: codeOf(data.status, statuses) } : refusals;
    }
    case 'customer':
      return customerErrand(news.told, shop);
  }
};

const clean = <T>(schema: z.ZodType<T>, told: T): { data: T | undefined; refusals: Refusal[] } => {
  const { data, error } = schema.safeParse(cleanDeep(told));
  return { data, refusals: error?.issues.map(refusalOf) ?? [] };
};

/** What the site tells of a customer, cleaned; or what is wrong with it. */
export const customerErrand = (
  told: CustomerRequest,
  shop: ShopConfig,
): Extract<Errand, { about: 'customer' }> | Refusal[] => {
  const { data, refusals } = clean(CustomerRequest, told);
  if (!data) return refusals;
  const { consent, ...customer } = data;
  // Whoever did not agree to be written to must not be chased for a basket.
  if (customer.basket && consent !== true) return [{ pointer: '#/consent', code: 'consent' }];
  const prices = customer.basket?.lines.map(({ price }, at) => [`#/basket/lines/${at}/price`, price] as const) ?? [];
  const faults = currencyRefusals(prices, shop);
  if (faults.length > 0) return faults;
  const phone = customer.phone && (toE164(customer.phone, shop.phoneCountry) ?? customer.phone);
  return { about: 'customer', customer: { ...customer, phone } };
};

const currencyRefusals = (
  given: readonly (readonly [pointer: string, money: Money | undefined])[],
  { currency }: ShopConfig,
): Refusal[] =>
  given
    .filter(([, money]) => money !== undefined && money.currency !== currency)
    .map(([pointer]) => ({ pointer, code: 'currency', params: { currency } }));

/** The CRM's code of a status: as it was told, or as the site calls it in the config. */
const codeOf = (told: string, statuses: ConnectionConfig['statuses']): string => {
  if (statuses.some(({ code }) => code === told)) return told;
  return statuses.find(({ siteStatus }) => siteStatus === told)?.code ?? told;
};
