/** The additional fields the account's owner has made. */
import { idOf } from '../ids.ts';

export interface Attribute {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly type: 'string' | 'text' | 'long' | 'double' | 'boolean' | 'time' | 'customentity';
  readonly required: boolean;
}

/** The dictionary that gift certificates are kept in. */
export const CERTIFICATES = idOf('dictionary', 'certificates');
/** The dictionary of the ways to pay. */
export const PAYMENTS = idOf('dictionary', 'payments');

export const dictionaries: readonly { readonly id: string; readonly name: string }[] = [
  { id: CERTIFICATES, name: 'Подарочные сертификаты' },
  { id: PAYMENTS, name: 'Способы оплаты' },
];

/** Where the metadata of a type is; each dictionary has metadata of its own. */
export function metadataPath(type: string, dictionary = CERTIFICATES): string {
  return type === 'customentity'
    ? `context/companysettings/metadata/customEntities/${dictionary}`
    : `entity/${type}/metadata`;
}

function attribute(owner: string, name: string, type: Attribute['type']): Attribute {
  const id = idOf('attribute', `${owner} ${name}`);
  return { id, path: `${metadataPath(owner)}/attributes/${id}`, name, type, required: false };
}

export const balance = attribute('customentity', 'Остаток', 'double');
export const validUntil = attribute('customentity', 'Действует до', 'time');
export const isActive = attribute('customentity', 'Активен', 'boolean');

export const attributes: readonly Attribute[] = [
  attribute('customerorder', 'Способ оплаты', 'customentity'),
  attribute('customerorder', 'Количество персон', 'long'),
  attribute('customerorder', 'Не звонить', 'boolean'),
  attribute('customerorder', 'Сдача с', 'double'),
  attribute('customerorder', 'Сертификат', 'string'),
  attribute('customerorder', 'Телефон получателя', 'string'),
  attribute('counterparty', 'Согласие на рассылку', 'boolean'),
  balance,
  validUntil,
  isActive,
];

/** The additional fields of a type. */
export function attributesUnder(path: string): readonly Attribute[] {
  return attributes.filter(each => each.path === `${path}/attributes/${each.id}`);
}
