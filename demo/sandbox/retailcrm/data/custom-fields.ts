/** The fields the account's owner has added, and the dictionaries they take values from. */

export type FieldType = 'string' | 'text' | 'integer' | 'numeric' | 'boolean' | 'date' | 'dictionary';

export interface CustomField {
  readonly entity: 'order' | 'customer' | 'loyalty_account';
  readonly code: string;
  readonly name: string;
  readonly type: FieldType;
  readonly dictionary?: string;
}

export const customFields: readonly CustomField[] = [
  { entity: 'order', code: 'promocode', name: 'Промокод', type: 'string' },
  { entity: 'order', code: 'certificate', name: 'Сертификат', type: 'string' },
  { entity: 'order', code: 'persons', name: 'Число персон', type: 'integer' },
  { entity: 'order', code: 'change_from', name: 'Сдача с', type: 'numeric' },
  { entity: 'order', code: 'no_call', name: 'Не звонить', type: 'boolean' },
  { entity: 'order', code: 'deliver_on', name: 'Ко дню', type: 'date' },
  { entity: 'order', code: 'cutlery', name: 'Приборы', type: 'dictionary', dictionary: 'cutlery' },
  { entity: 'order', code: 'utm_source', name: 'Источник', type: 'string' },
  { entity: 'order', code: 'site_number', name: 'Номер на сайте', type: 'string' },
  { entity: 'customer', code: 'favourite', name: 'Любимое блюдо', type: 'text' },
];

export const dictionaries = [
  {
    name: 'Приборы',
    code: 'cutlery',
    elements: [
      { name: 'Палочки', code: 'chopsticks', ordering: 10 },
      { name: 'Вилки', code: 'forks', ordering: 20 },
    ],
  },
  {
    name: 'Промокоды',
    code: 'promo',
    elements: [
      { name: 'Скидка 10 %', code: 'WAVE10', ordering: 10 },
      { name: 'Морс в подарок', code: 'MORS', ordering: 20 },
    ],
  },
] as const;

/** What is wrong with a field of an entity, or `undefined`. That unknown codes are refused is a choice. */
export function customFieldFault(entity: CustomField['entity'], code: string, value: unknown): string | undefined {
  const field = customFields.find(each => each.entity === entity && each.code === code);
  if (!field) return `"CustomField" with "code"="${code}" does not exist.`;
  return value === null || isOf(field, value) ? undefined : 'This value is not valid.';
}

function isOf({ type, dictionary }: CustomField, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(String(value));
    case 'numeric':
      return /^-?\d+(\.\d+)?$/.test(String(value));
    case 'boolean':
      return typeof value === 'boolean' || value === 0 || value === 1 || value === '0' || value === '1';
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(String(value));
    case 'dictionary':
      return dictionaries.some(
        ({ code, elements }) => code === dictionary && elements.some(each => each.code === value),
      );
    default:
      return typeof value === 'string' || typeof value === 'number';
  }
}
