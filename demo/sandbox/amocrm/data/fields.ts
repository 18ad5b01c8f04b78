/** The fields of the account: those every account has, and those the shop made. */

export type FieldType =
  | 'text'
  | 'textarea'
  | 'numeric'
  | 'price'
  | 'checkbox'
  | 'select'
  | 'category'
  | 'date'
  | 'date_time'
  | 'multitext'
  | 'tracking_data';

export interface Enum {
  readonly id: number;
  readonly value: string;
  readonly code?: string;
}

export interface Field {
  readonly id: number;
  readonly name: string;
  readonly type: FieldType;
  readonly code?: string;
  readonly enums?: readonly Enum[];
}

/** The field whose value the back door takes for the order's id in the shop. */
export const SITE_ORDER_CODE = 'SITE_ORDER_ID';

const enums = (firstId: number, values: readonly string[]): readonly Enum[] =>
  values.map((value, place) => ({ id: firstId + place * 2, value }));

const codes = (firstId: number, values: readonly string[]): readonly Enum[] =>
  values.map((value, place) => ({ id: firstId + place * 2, value, code: value }));

const phoneKinds = ['WORK', 'WORKDD', 'MOB', 'FAX', 'HOME', 'OTHER'];
const emailKinds = ['WORK', 'PRIV', 'OTHER'];

const leadFields: readonly Field[] = [
  { id: 301_001, name: 'Способ доставки', type: 'select', enums: enums(401_001, ['Курьер', 'Самовывоз']) },
  { id: 301_003, name: 'Адрес доставки', type: 'text' },
  { id: 301_005, name: 'Доставить к', type: 'date_time' },
  { id: 301_007, name: 'Персон', type: 'numeric' },
  {
    id: 301_009,
    name: 'Способ оплаты',
    type: 'select',
    enums: enums(401_011, ['Наличными', 'Картой курьеру', 'Онлайн']),
  },
  { id: 301_011, name: 'Оплачено', type: 'checkbox' },
  { id: 301_013, name: 'Сертификат', type: 'text' },
  { id: 301_015, name: 'Промокод', type: 'text' },
  { id: 301_017, name: 'Комментарий покупателя', type: 'textarea' },
  { id: 301_019, name: 'ID заказа на сайте', type: 'text', code: SITE_ORDER_CODE },
  ...['UTM_SOURCE', 'UTM_MEDIUM', 'UTM_CAMPAIGN', 'UTM_TERM', 'UTM_CONTENT'].map(
    (code, place): Field => ({ id: 301_031 + place * 2, name: code.toLowerCase(), type: 'tracking_data', code }),
  ),
];

const contactFields: readonly Field[] = [
  { id: 302_001, name: 'Должность', type: 'text', code: 'POSITION' },
  { id: 302_003, name: 'Телефон', type: 'multitext', code: 'PHONE', enums: codes(402_001, phoneKinds) },
  { id: 302_005, name: 'Email', type: 'multitext', code: 'EMAIL', enums: codes(402_021, emailKinds) },
  { id: 302_007, name: 'ID покупателя на сайте', type: 'text' },
  { id: 302_009, name: 'Зарегистрирован', type: 'date_time' },
  { id: 302_011, name: 'Отключён', type: 'checkbox' },
  { id: 302_013, name: 'Брошенная корзина', type: 'textarea' },
];

const companyFields: readonly Field[] = [
  { id: 303_001, name: 'Телефон', type: 'multitext', code: 'PHONE', enums: codes(403_001, phoneKinds) },
  { id: 303_003, name: 'Email', type: 'multitext', code: 'EMAIL', enums: codes(403_021, emailKinds) },
  { id: 303_005, name: 'Адрес', type: 'textarea', code: 'ADDRESS' },
];

export const GROUPS = ['Роллы', 'Пицца', 'Напитки и десерты', 'Соусы и добавки', 'Услуги'];

export const productFields: readonly Field[] = [
  { id: 304_001, name: 'Артикул', type: 'text', code: 'SKU' },
  { id: 304_003, name: 'Описание', type: 'textarea', code: 'DESCRIPTION' },
  { id: 304_005, name: 'Цена', type: 'price', code: 'PRICE' },
  { id: 304_007, name: 'Группа', type: 'category', code: 'GROUP', enums: enums(404_001, GROUPS) },
  { id: 304_009, name: 'Единица измерения', type: 'select', code: 'UNIT', enums: enums(404_021, ['шт.', 'порция']) },
  { id: 304_011, name: 'External ID', type: 'text', code: 'EXTERNAL_ID' },
  { id: 304_013, name: 'Остаток', type: 'numeric' },
];

export const certificateFields: readonly Field[] = [
  { id: 305_001, name: 'Баланс', type: 'numeric' },
  { id: 305_003, name: 'Действует до', type: 'date' },
  {
    id: 305_005,
    name: 'Статус',
    type: 'select',
    enums: enums(405_001, ['Активен', 'Использован', 'Заблокирован']),
  },
];

/** The fields of the cards, by what has them; those of lists are with the lists. */
export const cardFields = { leads: leadFields, contacts: contactFields, companies: companyFields } as const;
