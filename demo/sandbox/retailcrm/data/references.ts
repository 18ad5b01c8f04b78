/** The reference books as they are answered, by the last segment of their path (vendor's PHP client and its tests). */
import { deliveryServices, deliveryTypes, paymentStatuses, paymentTypes } from './payments.ts';
import { COUNTRY, CURRENCY, type SiteCode, sites, stores } from './shops.ts';
import { groups, statuses } from './statuses.ts';

export const orderTypes = [
  { code: 'eshop-individual', name: 'Физическое лицо', active: true, defaultForCrm: true, defaultForApi: true },
  { code: 'eshop-legal', name: 'Юридическое лицо', active: true, defaultForCrm: false, defaultForApi: false },
] as const;

const method = (code: string, name: string, isDefault = false) => ({
  code,
  name,
  active: true,
  isFromPos: false,
  defaultForCrm: false,
  defaultForApi: isDefault,
});

export const orderMethods = [
  method('shopping-cart', 'Через корзину', true),
  method('phone', 'По телефону'),
  method('one-click', 'В один клик'),
  method('app', 'Мобильное приложение'),
  method('messenger', 'Мессенджеры'),
  method('live-chat', 'Онлайн-консультант'),
];

/** A book, under the name of its container; a list where the API has one, and else an object by code. */
export interface Book {
  readonly container: string;
  entries(sites: readonly SiteCode[]): object;
}

const book = <T extends { readonly code: string }>(container: string, entries: readonly T[]): Book => ({
  container,
  entries: () => Object.fromEntries(entries.map(entry => [entry.code, entry])),
});

/** Codes of the types that name a code among their own. */
const codesWith = <T extends { readonly code: string }>(
  types: readonly T[],
  of: (type: T) => readonly string[],
  code: string,
) => types.filter(type => of(type).includes(code)).map(type => type.code);

const shownPaymentTypes = paymentTypes.map(({ integrated, ...type }) => ({
  ...type,
  defaultForCrm: type.code === 'cash',
  defaultForApi: type.code === 'cash',
  deliveryTypes: codesWith(deliveryTypes, delivery => delivery.paymentTypes, type.code),
  ...(integrated ? { integrationModule: { active: true, name: 'Волна Касса' } } : {}),
}));

const shownPaymentStatuses = paymentStatuses.map(({ code, name, complete }, index) => ({
  name,
  code,
  active: true,
  defaultForCrm: index === 0,
  defaultForApi: index === 0,
  paymentComplete: complete,
  ordering: (index + 1) * 10,
  paymentTypes: codesWith(paymentTypes, type => type.paymentStatuses, code),
}));

const shownDeliveryTypes = deliveryTypes.map(type => ({
  ...type,
  defaultNetCost: 0,
  defaultForCrm: type.code === 'courier',
  isDynamicCostCalculation: false,
  deliveryPaymentTypes: type.paymentTypes.map(code => ({ code, cod: code === 'cash' || code === 'bank-card' })),
}));

const shownStores = stores.map(({ address, ...store }) => ({
  ...store,
  active: true,
  type: 'store-type-retail',
  inventoryType: 'integer',
  address: { countryIso: COUNTRY, text: address },
}));

export const books: Readonly<Record<string, Book>> = {
  statuses: book(
    'statuses',
    statuses.map((status, index) => ({ ...status, active: true, ordering: (index + 1) * 10 })),
  ),
  'status-groups': book('statusGroups', groups),
  'payment-types': book('paymentTypes', shownPaymentTypes),
  'payment-statuses': book('paymentStatuses', shownPaymentStatuses),
  'delivery-types': book('deliveryTypes', shownDeliveryTypes),
  'delivery-services': book('deliveryServices', deliveryServices),
  'order-types': book('orderTypes', orderTypes),
  'order-methods': book('orderMethods', orderMethods),
  'product-statuses': book('productStatuses', [{ code: 'new', name: 'Новый', active: true, ordering: 10 } as const]),
  units: book('units', [{ code: 'pc', name: 'Штука', sym: 'шт.', active: true, default: true } as const]),
  sites: { container: 'sites', entries: visible => Object.fromEntries(visible.map(code => [code, sites[code]])) },
  stores: { container: 'stores', entries: () => shownStores },
  'price-types': {
    container: 'priceTypes',
    entries: () => [{ code: 'base', name: 'Базовая', active: true, default: true, currency: CURRENCY, ordering: 10 }],
  },
  currencies: {
    container: 'currencies',
    entries: () => [{ id: 1, code: CURRENCY, isBase: true, isAutoConvert: false }],
  },
  countries: { container: 'countriesIso', entries: () => [COUNTRY] },
  couriers: { container: 'couriers', entries: () => [] },
  'legal-entities': { container: 'legalEntities', entries: () => [] },
};
