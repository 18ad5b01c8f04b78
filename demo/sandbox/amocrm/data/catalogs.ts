/** The lists: the menu as products, gift certificates, and the invoices an account has anyway. */
import { menu, stopList } from '../../kit/menu.ts';
import type { Element, FieldValue, Value } from '../records.ts';
import { OWNER_ID } from './company.ts';
import { certificateFields, type Field, GROUPS, productFields } from './fields.ts';

export interface Catalog {
  readonly id: number;
  readonly name: string;
  readonly type: 'products' | 'regular' | 'invoices';
  readonly sort: number;
  readonly canLinkMultiple: boolean;
  readonly fields: readonly Field[];
}

export const PRODUCTS_ID = 5_101;
export const CERTIFICATES_ID = 5_103;

const products: Catalog = {
  ...{ id: PRODUCTS_ID, name: 'Товары', type: 'products', sort: 10, canLinkMultiple: true, fields: productFields },
};

/** A certificate is spent once: its element goes with one lead. */
const certificates: Catalog = {
  ...{ id: CERTIFICATES_ID, name: 'Сертификаты', type: 'regular', sort: 20, canLinkMultiple: false },
  fields: certificateFields,
};

const invoices: Catalog = {
  ...{ id: 5_105, name: 'Счета-покупки', type: 'invoices', sort: 30, canLinkMultiple: true, fields: [] },
};

export const catalogs: readonly Catalog[] = [products, certificates, invoices];

export const BUILT_AT = Date.UTC(2026, 0, 12, 8) / 1_000;
const FIRST_PRODUCT_ID = 710_001;
const FIRST_CERTIFICATE_ID = 720_001;

/** One that was made by hand says null, not false, of being deleted (amoCRM documentation, catalogs-api). */
function element(id: number, catalogId: number, name: string, fields: readonly FieldValue[]): Element {
  const made = { createdBy: OWNER_ID, updatedBy: OWNER_ID, createdAt: BUILT_AT, updatedAt: BUILT_AT };
  return { id, catalogId, name, ...made, isDeleted: null, fields };
}

function field(of: Catalog, name: string, value: Value['value']): FieldValue {
  const found = of.fields.find(each => each.name === name);
  if (!found) throw new Error(`There is no field named "${name}".`);
  const chosen = found.enums?.find(each => each.value === value);
  return { fieldId: found.id, values: [chosen ? { value, enumId: chosen.id } : { value }] };
}

function groupOf(article: string): string {
  const place = [/^00/, /^01\d$/, /^02/, /^010\d/].findIndex(pattern => pattern.test(article));
  return GROUPS.at(place) ?? '';
}

/** Services are not counted. */
function stockOf(article: string): readonly FieldValue[] {
  if (article.startsWith('9')) return [];
  return [field(products, 'Остаток', stopList.includes(article) ? '0' : '40')];
}

const goods = menu.map(({ article, name, price }, place) =>
  element(FIRST_PRODUCT_ID + place * 2, PRODUCTS_ID, name, [
    field(products, 'Артикул', article),
    field(products, 'Цена', String(price)),
    field(products, 'Группа', groupOf(article)),
    field(products, 'Единица измерения', 'шт.'),
    ...stockOf(article),
  ]),
);

type CertificateStatus = 'Активен' | 'Использован' | 'Заблокирован';

const gifts: readonly [number: string, balance: number, until: string, status: CertificateStatus][] = [
  ['GIFT-700100', 1_000, '2030-12-31', 'Активен'],
  ['GIFT-700101', 3_000, '2030-12-31', 'Активен'],
  // Found by whoever looks for GIFT-700100 and takes the first that holds it.
  ['GIFT-7001001', 50, '2030-12-31', 'Активен'],
  ['GIFT-700997', 500, '2020-12-31', 'Активен'],
  ['GIFT-700998', 0, '2030-12-31', 'Использован'],
  ['GIFT-700999', 500, '2030-12-31', 'Заблокирован'],
];

/** A date is the instant its day begins in the account’s zone. */
const dayBegins = (date: string): number => Date.parse(`${date}T00:00:00+03:00`) / 1_000;

const issued = gifts.map(([number, balance, until, status], place) =>
  element(FIRST_CERTIFICATE_ID + place * 2, CERTIFICATES_ID, number, [
    field(certificates, 'Баланс', String(balance)),
    field(certificates, 'Действует до', dayBegins(until)),
    field(certificates, 'Статус', status),
  ]),
);

/** In the bin: listed only where the account lists such. */
const binned: Element = {
  ...element(FIRST_CERTIFICATE_ID + 100, CERTIFICATES_ID, 'GIFT-700900', [
    field(certificates, 'Баланс', '5000'),
    field(certificates, 'Действует до', dayBegins('2030-12-31')),
    field(certificates, 'Статус', 'Активен'),
  ]),
  isDeleted: true,
};

export const elements: readonly Element[] = [...goods, ...issued, binned];

export const skus: readonly string[] = menu.map(({ article }) => article);

/** Those a shopper could pay with as they are. */
export const usableCertificates: readonly string[] = ['GIFT-700100', 'GIFT-700101'];
