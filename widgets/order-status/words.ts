import { orderWords } from '../core/order-words.ts';
import { defineStrings } from '../core/strings.ts';

const own = {
  ...orderWords,
  title: ['Where is my order?', 'Где мой заказ?'],
  label: ['Order number or phone', 'Номер заказа или телефон'],
  labelNumber: ['Order number', 'Номер заказа'],
  example: ['For example K7-4821 or {phone}', 'Например, K7-4821 или {phone}'],
  exampleNumber: ['For example K7-4821', 'Например, K7-4821'],
  asPhone: ['We will look by phone {phone}', 'Ищем по телефону {phone}'],
  asNumber: ['We will look for order {number}', 'Ищем заказ {number}'],
  check: ['Find order', 'Найти заказ'],
  checking: ['Looking…', 'Ищем…'],
  empty: ['We found no such order', 'Такого заказа мы не нашли'],
  emptyHint: [
    'Check the number or the phone for a typo. By phone we show recent orders only.',
    'Проверьте, нет ли опечатки. По телефону показываем только недавние заказы.',
  ],
  foundCount: [
    { one: '{count} order found', other: '{count} orders found' },
    { one: 'Найден {count} заказ', few: 'Найдено {count} заказа', other: 'Найдено {count} заказов' },
  ],
  foundTitle: [
    { one: 'Your order', other: 'Your orders' },
    { one: 'Ваш заказ', other: 'Ваши заказы' },
  ],
  order: ['Order {number}', 'Заказ {number}'],
  placed: ['Placed {day}', 'Оформлен {day}'],
  total: ['Total', 'Сумма'],
  tracking: ['Delivery tracking', 'Трек-номер'],
  history: ['History', 'История'],
  addPhone: ['Add your phone to see the total and tracking', 'Добавьте телефон, чтобы увидеть сумму и трек-номер'],
  addNumber: [
    'Add the order number to see the total and tracking',
    'Добавьте номер заказа, чтобы увидеть сумму и трек-номер',
  ],
  show: ['Show', 'Показать'],
  another: ['Look for another order', 'Найти другой заказ'],
  changed: ['Order {number}: {status}', 'Заказ {number}: {status}'],
} as const;

export type OrderStatusKey = keyof typeof own;

export const words = defineStrings('order-status', own);
