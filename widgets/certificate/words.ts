import { defineStrings, type Words } from '../core/strings.ts';

const en = {
  title: 'Check a gift certificate',
  label: 'Certificate code',
  hint: 'It is printed on the card or in the e-mail',
  check: 'Check',
  checking: 'Checking…',
  notFound: 'There is no certificate with this code',
  notFoundHint: 'Please check the code for a typo.',
  worth: 'It is worth',
  points: { one: '{count} point', other: '{count} points' },
  off: '{percent} off',
  gift: 'A gift: {product}',
  until: 'Valid until {day}',
  wasUntil: 'It was valid until {day}',
  endless: 'No end date',
  valid: 'Valid',
  used: 'Already used',
  expired: 'Expired',
  unknown: 'To be confirmed by the shop',
  use: 'Use in this order',
  handed: 'Added to your order',
  another: 'Check another',
} as const;

export type CertificateKey = keyof typeof en;

const ru: Words<CertificateKey> = {
  title: 'Проверить сертификат',
  label: 'Код сертификата',
  hint: 'Он напечатан на карте или указан в письме',
  check: 'Проверить',
  checking: 'Проверяем…',
  notFound: 'Сертификата с таким кодом нет',
  notFoundHint: 'Проверьте, нет ли опечатки в коде.',
  worth: 'Номинал',
  points: { one: '{count} балл', few: '{count} балла', other: '{count} баллов' },
  off: 'Скидка {percent}',
  gift: 'Подарок: {product}',
  until: 'Действует до {day}',
  wasUntil: 'Действовал до {day}',
  endless: 'Бессрочный',
  valid: 'Действует',
  used: 'Уже использован',
  expired: 'Срок истёк',
  unknown: 'Подтвердит магазин',
  use: 'Применить к заказу',
  handed: 'Добавлен к вашему заказу',
  another: 'Проверить другой',
};

export const words = defineStrings('certificate', { en, ru });
