/** The account the sandbox starts with, the menu apart. Every person in it is made up. */

/** A row of the account's status directory. */
export interface Status {
  readonly code: string;
  readonly name: string;
  readonly cancelled?: true;
}

/** In the order an order goes through them. Codes are the account's own and mean nothing elsewhere. */
export const statuses: readonly [Status, ...Status[]] = [
  { code: '1', name: 'Новый' },
  { code: '3', name: 'В производстве' },
  { code: '12', name: 'Приготовлен' },
  { code: '4', name: 'В пути' },
  { code: '10', name: 'Выполнен' },
  { code: '11', name: 'Отменён', cancelled: true },
];

/** A row of one of the directories whose codes an order may carry. */
export interface Entry {
  readonly code: string;
  readonly name: string;
}

/** The account's directories; FrontPad shows them in the program only. */
export const directories = {
  pay: [
    { code: '1', name: 'Наличные' },
    { code: '2', name: 'Карта курьеру' },
    { code: '3', name: 'Онлайн-оплата' },
  ],
  channel: [
    { code: '1', name: 'Телефон' },
    { code: '2', name: 'Сайт' },
  ],
  affiliate: [
    { code: '1', name: 'Центр' },
    { code: '2', name: 'Заречье' },
  ],
  point: [
    { code: '1', name: 'Доставка' },
    { code: '2', name: 'Самовывоз' },
  ],
  tags: [
    { code: '1', name: 'С сайта' },
    { code: '2', name: 'Позвонить' },
    { code: '3', name: 'Без контакта' },
    { code: '4', name: 'День рождения' },
  ],
} as const satisfies Record<string, readonly Entry[]>;

/** Exactly one of the three kinds `get_certificate` knows (FrontPad API, documents A and B). */
export type Certificate = { readonly number: string } & (
  | { readonly kind: 'product'; readonly article: string; readonly name: string; readonly price: number }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'money'; readonly amount: number }
);

export const certificates: readonly Certificate[] = [
  { number: '700100', kind: 'money', amount: 1000 },
  { number: '700101', kind: 'money', amount: 3000 },
  { number: '700200', kind: 'percent', percent: 15 },
  { number: '700300', kind: 'product', article: '010', name: 'Пицца «Маргарита», 30 см', price: 490 },
  // Live accounts hold such ones: a product without an article, and no price.
  { number: '700301', kind: 'product', article: '', name: 'Лимонад домашний, 0,5 л', price: 0 },
];

/** A certificate that an order has already used up. */
export const usedCertificate: Certificate = { number: '700999', kind: 'money', amount: 500 };

/** A client as `get_client` answers it (FrontPad API, documents A and B). */
export interface Client {
  readonly phone: string;
  readonly name: string;
  readonly street: string;
  readonly home: string;
  readonly pod: string;
  readonly et: string;
  readonly apart: string;
  readonly mail: string;
  readonly descr: string;
  readonly card: string;
  /** The client's discount in percent. */
  readonly sale: number;
  /** Bonus points. */
  readonly score: number;
}

const nobody = { street: '', home: '', pod: '', et: '', apart: '', mail: '', descr: '', card: '', sale: 0, score: 0 };

/** A client of whom only this much is known. */
export function client(known: Partial<Client> & Pick<Client, 'phone' | 'name'>): Client {
  return { ...nobody, ...known };
}

export const clients: readonly Client[] = [
  client({
    phone: '79000000011',
    name: 'Ольга',
    street: 'Садовая',
    home: '5к2',
    pod: '3',
    et: '7',
    apart: '81',
    mail: 'olga@example.com',
    descr: 'Домофон не работает',
    card: '5001',
    sale: 10,
    score: 350,
  }),
  client({ phone: '79000000012', name: 'Тимур', street: 'Речная', home: '12', card: '5002', sale: 5 }),
  client({ phone: '79000000013', name: 'Анна' }),
];

/** Orders taken by phone before the sandbox started. */
export const takenByPhone = [
  { phone: '79000000011', name: 'Ольга', status: '3', lines: [{ article: '002', quantity: 2 }] },
  {
    phone: '79000000012',
    name: 'Тимур',
    status: '1',
    lines: [
      { article: '011', quantity: 1 },
      { article: '020', quantity: 2 },
    ],
  },
] as const;
