/** The fields cards and contacts have beside the fixed ones, and what may stand in them. */
import { coupons, orderModule, sales, webshop } from './labels.ts';
import type { Value, Values } from './records.ts';
import { textOf } from './requests.ts';
import type { Settings } from './settings.ts';
import { isTimeOrDay } from './times.ts';

type Kind = 'Int' | 'Text' | 'DateTime' | 'Boolean' | 'Enum';

export interface Field {
  readonly name: string;
  /** As the manual's errors name it. */
  readonly label: string;
  readonly kind: Kind;
  /** The most characters of a text. */
  readonly size: number;
  /** Of a drop-down: labels by id. The API cannot add to them. */
  readonly options: Readonly<Record<string, string>>;
}

function field(name: string, label: string, kind: Kind, more: Partial<Field> = {}): Field {
  return { name, label, kind, size: 1024, options: {}, ...more };
}

const nameField = field('Name', 'Name', 'Text', { size: 512 });

/** Of the webshop module; the setting says how they are spelled. */
const webshopFields: readonly Field[] = [
  field('RegistrationDate', 'Registration date', 'DateTime'),
  field('Disabled', 'Disabled', 'Boolean'),
  field('LostBasketContent', 'Lost basket content', 'Text', { size: 65_535 }),
  field('LostBasketDate', 'Lost basket date', 'DateTime'),
  field('LostBasketValue', 'Lost basket value', 'Int'),
  field('AllLostBasket', 'All lost baskets', 'Text', { size: 65_535 }),
];

const orderFields: readonly Field[] = [
  field('ShippingMethod', 'Shipping method', 'Text'),
  field('OraLivrarii', 'Ora livrării', 'DateTime'),
  field('NumarPersoane', 'Număr persoane', 'Int'),
  field('SursaComenzii', 'Sursa comenzii', 'Enum', { options: { '3101': 'Site', '3102': 'Telefon' } }),
  field('Text1479', 'Observații', 'Text'),
];

const couponFields: readonly Field[] = [
  field('CodCupon', 'Cod cupon', 'Text'),
  field('TipCupon', 'Tip cupon', 'Enum', { options: { '3201': 'Sumă', '3202': 'Procent' } }),
  field('ValoareCupon', 'Valoare cupon', 'Int'),
  field('SoldCupon', 'Sold cupon', 'Int'),
  field('ValabilPanaLa', 'Valabil până la', 'DateTime'),
];

const salesFields: readonly Field[] = [field('SaleValue', 'Sale value', 'Int')];

/** The fields of a module's cards beside those every card has. */
export function fieldsOfModule(categoryId: number, { webshopFields: style }: Settings): readonly Field[] {
  const prefix = style === 'plain' ? 'Webshop' : 'Webshop_';
  switch (categoryId) {
    case webshop.id:
      return webshopFields.map(each => ({ ...each, name: `${prefix}${each.name}` }));
    case orderModule.id:
      return orderFields;
    case coupons.id:
      return couponFields;
    default:
      return categoryId === sales.id ? salesFields : [];
  }
}

const sharedContactFields: readonly Field[] = [
  field('Description', 'Description', 'Text', { size: 65_535 }),
  field('Url', 'Website', 'Text'),
  field('BankAccount', 'Bank account', 'Text'),
  field('Swift', 'SWIFT', 'Text'),
  field('VatNumber', 'VAT number', 'Text'),
  field('Industry', 'Industry', 'Text'),
  field('Region', 'Region', 'Text'),
  field('YearlyRevenue', 'Yearly revenue', 'Int'),
];

const personFields: readonly Field[] = [
  field('FirstName', 'First name', 'Text', { size: 256 }),
  field('LastName', 'Last name', 'Text', { size: 256 }),
  ...sharedContactFields,
  field('Position', 'Position', 'Text'),
  field('DataManagement_Consent', 'Data management consent', 'Text'),
];

const businessFields: readonly Field[] = [
  nameField,
  ...sharedContactFields,
  field('RegistrationNumber', 'Registration number', 'Text'),
  field('EUVatNumber', 'EU VAT number', 'Text'),
  field('Employees', 'Employees', 'Int'),
  field('FoundingYear', 'Founding year', 'Int'),
  field('Capital', 'Capital', 'Int'),
  field('MainActivity', 'Main activity', 'Text'),
];

export function fieldsOfContact(type: 'Person' | 'Business'): readonly Field[] {
  return type === 'Person' ? personFields : businessFields;
}

/** A type as the schema tells it. */
export function typeOf({ kind, size, options }: Field): string | Field['options'] {
  if (kind === 'Enum') return options;
  return kind === 'Text' ? `Text(${size})` : kind;
}

/** What is kept of a value, which may be empty; `undefined`: the field cannot take it. */
export function keptValue({ kind, size, options }: Field, value: unknown): Value | undefined {
  const given = textOf(value);
  if (given === undefined || given === '') return given;
  switch (kind) {
    case 'Text':
      return given.length <= size ? given : undefined;
    case 'Int':
      return /^-?\d{1,15}(\.\d+)?$/.test(given) ? Number(given) : undefined;
    case 'Boolean':
      return /^[01]$/.test(given) ? Number(given) : undefined;
    case 'DateTime':
      return isTimeOrDay(given) ? given : undefined;
    case 'Enum':
      return Object.entries(options).find(([id, label]) => given === id || given === label)?.[0];
  }
}

/** Values as the detail of an object shows them: labels for drop-downs, and nothing left out. */
export function shownValues(fields: readonly Field[], values: Values): Values {
  return Object.fromEntries(
    fields.map(({ name, kind, options }) => {
      const kept = values[name] ?? (kind === 'Int' ? 0 : '');
      return [name, options[kept] ?? kept];
    }),
  );
}
