import { defineStrings } from '../core/strings.ts';

const own = {
  title: ['In stock', 'В наличии'],
  search: ['Search products', 'Поиск товаров'],
  loading: ['Loading products…', 'Загружаем товары…'],
  none: ['There are no products yet', 'Товаров пока нет'],
  noneFor: ['Nothing found for “{query}”', 'По запросу «{query}» ничего нет'],
  count: [
    { one: '{count} product', other: '{count} products' },
    { one: '{count} товар', few: '{count} товара', other: '{count} товаров' },
  ],
  more: ['Show more', 'Показать ещё'],
  asOf: ['Updated {when}', 'Обновлено {when}'],
  price: ['Price', 'Цена'],
  oldPrice: ['Old price', 'Старая цена'],
  add: ['Add to order', 'В заказ'],
  addName: ['Add to order: {name}', 'В заказ: {name}'],
  added: ['Added', 'Добавлено'],
  stores: [
    { one: 'In {count} store', other: 'In {count} stores' },
    { one: 'В {count} магазине', other: 'В {count} магазинах' },
  ],
  left: [{ one: '{count} left', other: '{count} left' }, 'осталось {count}'],
  'in-stock': ['In stock', 'В наличии'],
  low: ['Few left', 'Мало'],
  out: ['Out of stock', 'Нет в наличии'],
  unknown: ['Ask the shop', 'Уточните в магазине'],
} as const;

export type AvailabilityKey = keyof typeof own;

export const words = defineStrings('availability', own);
