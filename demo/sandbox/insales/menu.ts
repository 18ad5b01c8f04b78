/** The menu as an InSales catalogue: the same articles and prices as in the FrontPad sandbox. */
import { menu, stopList } from '../kit/menu.ts';
import type { Product, Variant } from './records.ts';

export const categories = { rolls: 1, pizza: 2, drinks: 3, extras: 4, services: 5 };

const FIRST_PRODUCT_ID = 30_501;
const FIRST_VARIANT_ID = 217_901;
/** What the kitchen pays, as a share of the price. */
const COST = 0.4;
const BUILT_AT = Date.UTC(2026, 0, 12, 8);

/** Two sauces are one product with two variants: its sku and price are the variants' alone. */
const sauce = { name: 'Соус', option: 'Вид' };
const sauces: ReadonlyMap<string, string> = new Map([
  ['0101', 'соевый'],
  ['0105', 'чесночный'],
]);

const isService = (article: string): boolean => article.startsWith('9');

function categoryOf(article: string): number {
  if (/^00/.test(article)) return categories.rolls;
  if (/^01\d$/.test(article)) return categories.pizza;
  if (/^02/.test(article)) return categories.drinks;
  return isService(article) ? categories.services : categories.extras;
}

function stockOf(article: string): readonly number[] | null {
  if (isService(article)) return null;
  return stopList.includes(article) ? [0, 0] : [40, 10];
}

const titles = menu.map(({ article, name }) => (sauces.has(article) ? sauce.name : name));
const distinct = [...new Set(titles)];

const variants: readonly Variant[] = menu.map(({ article, price }, index) => ({
  id: FIRST_VARIANT_ID + index,
  productId: FIRST_PRODUCT_ID + distinct.indexOf(titles[index] ?? ''),
  sku: article,
  title: sauces.get(article) ?? null,
  price,
  costPrice: Math.round(price * COST),
  stock: stockOf(article),
  updatedAt: BUILT_AT,
}));

export const skus: readonly string[] = menu.map(({ article }) => article);

export const products: readonly Product[] = distinct.map((title, index) => {
  const id = FIRST_PRODUCT_ID + index;
  return {
    id,
    title,
    categoryId: categoryOf(menu[titles.indexOf(title)]?.article ?? ''),
    option: title === sauce.name ? sauce.option : null,
    variants: variants.filter(({ productId }) => productId === id),
    archived: false,
    hidden: false,
    createdAt: BUILT_AT,
    updatedAt: BUILT_AT,
  };
});
