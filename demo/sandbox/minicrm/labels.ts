/** What the account calls its modules, statuses and units: MiniCRM compares with these to the letter, in one language. */

export const languages = ['en', 'hu', 'ro'] as const;
export type Language = (typeof languages)[number];
type Labels = Readonly<Record<Language, string>>;

export const statusGroups = ['Lead', 'Open', 'Success', 'Failed'] as const;
export type StatusGroup = (typeof statusGroups)[number];

export interface Status {
  readonly id: number;
  /** Ours, to tell them apart; of an order, the one `/Api/Order/List` answers with. */
  readonly key: string;
  readonly group: StatusGroup;
  readonly labels: Labels;
}

/** A module of the account, which the API calls a category. */
export interface Module {
  readonly id: number;
  readonly type: string;
  readonly labels: Labels;
  /** In the order a card goes through them. */
  readonly statuses: readonly Status[];
}

function labels(en: string, hu: string, ro: string): Labels {
  return { en, hu, ro };
}

function status(id: number, key: string, group: StatusGroup, texts: Labels): Status {
  return { id, key, group, labels: texts };
}

export const sales: Module = {
  id: 20,
  type: 'Generic',
  labels: labels('Sales', 'Értékesítés', 'Vânzări'),
  statuses: [
    status(2801, 'lead', 'Lead', labels('Interested', 'Érdeklődő', 'Interesat')),
    status(2802, 'offer', 'Open', labels('Offer sent', 'Ajánlat kiküldve', 'Ofertă trimisă')),
    status(2803, 'won', 'Success', labels('Won', 'Megnyert', 'Câștigat')),
    status(2804, 'lost', 'Failed', labels('Lost', 'Elveszett', 'Pierdut')),
  ],
};

/** The labels are those of the vendor's WooCommerce plugin; the groups are not documented. */
export const webshop: Module = {
  id: 21,
  type: 'Webshop',
  labels: labels('Webshop', 'Webshop', 'Webshop'),
  statuses: [
    status(2501, 'subscriber', 'Lead', labels('Subscriber', 'Feliratkozó', 'Abonat')),
    status(2502, 'registered', 'Lead', labels('Registered', 'Regisztrált', 'Înregistrat')),
    status(2503, 'new', 'Open', labels('New', 'Egyszeri vevő', 'Nou')),
    status(2504, 'promising', 'Open', labels('Promising', 'Többször rendelt', 'Promițător')),
    status(2505, 'loyal', 'Success', labels('Loyal', 'Törzsvásárló', 'Loial')),
  ],
};

/** The way is the manual's (order chapter); how other languages than English call it is not documented. */
export const orderModule: Module = {
  id: 22,
  type: 'Order',
  labels: labels('Orders', 'Megrendelések', 'Comenzi'),
  statuses: [
    status(2601, 'Draft', 'Lead', labels('Draft', 'Piszkozat', 'Ciornă')),
    status(2602, 'InProgress', 'Open', labels('In progress', 'Folyamatban', 'În curs')),
    status(2603, 'Completed', 'Open', labels('Completed', 'Befejezett', 'Finalizat')),
    status(2604, 'Successful', 'Success', labels('Successful', 'Sikeres', 'Cu succes')),
    status(2605, 'Failed', 'Failed', labels('Failed', 'Sikertelen', 'Eșuat')),
  ],
};

/** A module of the shop's own: MiniCRM has no certificates. */
export const coupons: Module = {
  id: 24,
  type: 'Generic',
  labels: labels('Coupons', 'Kuponok', 'Cupoane'),
  statuses: [
    status(2701, 'active', 'Open', labels('Active', 'Aktív', 'Activ')),
    status(2702, 'used', 'Success', labels('Used', 'Felhasznált', 'Folosit')),
    status(2703, 'void', 'Failed', labels('Void', 'Érvénytelen', 'Anulat')),
  ],
};

export const modules: readonly Module[] = [sales, webshop, orderModule, coupons];

export const orderStatusKeys = ['Draft', 'InProgress', 'Completed', 'Successful', 'Failed'] as const;
export type OrderStatus = (typeof orderStatusKeys)[number];

/** The first of each is the vendor's plugin's; the others stand for what an account adds. */
export const units: Readonly<Record<Language, readonly string[]>> = {
  en: ['piece', 'portion', 'kg', 'm'],
  hu: ['darab', 'adag', 'kg', 'm'],
  ro: ['bucată', 'porție', 'kg', 'm'],
};

/** What clients send as the type of a contact: the API's own words, and those of the account's language. */
export const contactTypes: Readonly<Record<'Person' | 'Business', readonly string[]>> = {
  Person: ['Person', 'Személy', 'Persoană'],
  Business: ['Business', 'Cég', 'Companie'],
};

export interface User {
  readonly id: number;
  readonly name: string;
}

/** The first is the central user: whoever else is not found, the card is his. */
export const users: readonly [User, User] = [
  { id: 5101, name: 'Elena Marin' },
  { id: 5102, name: 'Andrei Rusu' },
];

/** Who acts when a program does (recorded answers of a client). */
export const SYSTEM_USER: User = { id: 1, name: 'MiniCRM' };

/** The status of a module by its id or its label. */
export function statusBy(module: Module, text: string, language: Language): Status | undefined {
  return module.statuses.find(({ id, labels: texts }) => text === String(id) || text === texts[language]);
}

/** The status of this id, wherever it belongs. */
export function statusById(id: number): Status | undefined {
  return modules.flatMap(({ statuses }) => statuses).find(status => status.id === id);
}

/** The status an order of this state has on its card. */
export function orderStatus(key: OrderStatus): Status {
  const found = orderModule.statuses.find(status => status.key === key);
  if (!found) throw new Error(`There is no order status ${key}.`);
  return found;
}

/** The user of this id or name; an unknown one is accepted without a word (manual, errors). */
export function userBy(text: string): User {
  return users.find(({ id, name }) => text === String(id) || text === name) ?? users[0];
}

export function userName(id: number): string {
  return id === SYSTEM_USER.id ? SYSTEM_USER.name : userBy(String(id)).name;
}
