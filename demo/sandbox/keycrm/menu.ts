/** The menu as a KeyCRM catalogue: the same articles and prices as in the FrontPad sandbox. */
import { menu } from '../kit/menu.ts';

/** A product (KeyCRM OpenAPI 1.2.0, `Product`); what can be ordered are its offers. */
export interface Product {
  readonly id: number;
  readonly name: string;
  readonly categoryId: number;
}

/** A variant of a product, the one thing that has a sku, a price and a stock. */
export interface Offer {
  readonly id: number;
  readonly productId: number;
  readonly sku: string;
  readonly price: number;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

export const categories = [
  { id: 1, name: 'Роли та сети', parent_id: null },
  { id: 2, name: 'Піца', parent_id: null },
  { id: 3, name: 'Напої та десерти', parent_id: null },
  { id: 4, name: 'Добавки', parent_id: null },
  { id: 5, name: 'Послуги', parent_id: null },
];

const categoryOf = (article: string): number => {
  if (/^00/.test(article)) return 1;
  if (/^01\d$/.test(article)) return 2;
  if (/^02/.test(article)) return 3;
  return /^9/.test(article) ? 5 : 4;
};

/** Two sauces are one product with two offers: its sku and price are the offers' alone. */
const sauce = { name: 'Соус', property: 'Вид' };
const sauces: ReadonlyMap<string, string> = new Map([
  ['0101', 'соевый'],
  ['0105', 'чесночный'],
]);

const FIRST_PRODUCT_ID = 501;
const FIRST_OFFER_ID = 901;

const names = menu.map(({ article, name }) => (sauces.has(article) ? sauce.name : name));
const distinct = [...new Set(names)];

export const products: readonly Product[] = distinct.map((name, index) => ({
  id: FIRST_PRODUCT_ID + index,
  name,
  categoryId: categoryOf(menu[names.indexOf(name)]?.article ?? ''),
}));

export const offers: readonly Offer[] = menu.map(({ article, price }, index) => {
  const kind = sauces.get(article);
  return {
    id: FIRST_OFFER_ID + index,
    productId: FIRST_PRODUCT_ID + distinct.indexOf(names[index] ?? ''),
    sku: article,
    price,
    properties: kind === undefined ? [] : [{ name: sauce.property, value: kind }],
  };
});
