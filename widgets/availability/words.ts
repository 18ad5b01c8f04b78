import { defineStrings, type Words } from '../core/strings.ts';

const en = {
  title: 'In stock',
  search: 'Search products',
  loading: 'Loading products…',
  none: 'There are no products yet',
  noneFor: 'Nothing found for “{query}”',
  count: { one: '{count} product', other: '{count} products' },
  more: 'Show more',
  asOf: 'Updated {when}',
  price: 'Price',
  oldPrice: 'Old price',
  add: 'Add to order',
  addName: 'Add to order: {name}',
  added: 'Added',
  stores: { one: 'In {count} store', other: 'In {count} stores' },
  left: { one: '{count} left', other: '{count} left' },
  'in-stock': 'In stock',
  low: 'Few left',
  out: 'Out of stock',
  unknown: 'Ask the shop',
} as const;

export type AvailabilityKey = keyof typeof en;

const ru: Words<AvailabilityKey> = {
  title: 'В наличии',
  search: 'Поиск товаров',
  loading: 'Загружаем товары…',
  none: 'Товаров пока нет',
  noneFor: 'По запросу «{query}» ничего нет',
  count: { one: '{count} товар', few: '{count} товара', other: '{count} товаров' },
  more: 'Показать ещё',
  asOf: 'Обновлено {when}',
  price: 'Цена',
  oldPrice: 'Старая цена',
  add: 'В заказ',
  addName: 'В заказ: {name}',
  added: 'Добавлено',
  stores: { one: 'В {count} магазине', other: 'В {count} магазинах' },
  left: 'осталось {count}',
  'in-stock': 'В наличии',
  low: 'Мало',
  out: 'Нет в наличии',
  unknown: 'Уточните в магазине',
};

export const words = defineStrings('availability', { en, ru });
