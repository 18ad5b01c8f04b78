import { defineStrings } from '../core/strings.ts';

const own = {
  title: ['Check a gift certificate', 'Проверить сертификат'],
  label: ['Certificate code', 'Код сертификата'],
  hint: ['It is printed on the card or in the e-mail', 'Он напечатан на карте или указан в письме'],
  check: ['Check', 'Проверить'],
  checking: ['Checking…', 'Проверяем…'],
  notFound: ['There is no certificate with this code', 'Сертификата с таким кодом нет'],
  notFoundHint: ['Please check the code for a typo.', 'Проверьте, нет ли опечатки в коде.'],
  points: [
    { one: '{count} point', other: '{count} points' },
    { one: '{count} балл', few: '{count} балла', other: '{count} баллов' },
  ],
  off: ['{percent} off', 'Скидка {percent}'],
  gift: ['A gift: {product}', 'Подарок: {product}'],
  until: ['Valid until {day}', 'Действует до {day}'],
  wasUntil: ['It was valid until {day}', 'Действовал до {day}'],
  endless: ['No end date', 'Бессрочный'],
  valid: ['Valid', 'Действует'],
  used: ['Already used', 'Уже использован'],
  expired: ['Expired', 'Срок истёк'],
  unknown: ['To be confirmed by the shop', 'Подтвердит магазин'],
  use: ['Use in this order', 'Применить к заказу'],
  handed: ['Added to your order', 'Добавлен к вашему заказу'],
  another: ['Check another', 'Проверить другой'],
} as const;

export type CertificateKey = keyof typeof own;

export const words = defineStrings('certificate', own);
