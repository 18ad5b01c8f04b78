/** The shop's goods: the menu every sandbox has, as RetailCRM would keep it after a load of the catalogue. */
import { menu, stopList } from '../../kit/menu.ts';
import { stores } from './shops.ts';

export interface Offer {
  readonly id: number;
  readonly productId: number;
  /** `externalId`, `xmlId` and `article` alike: which of them a shop binds its goods by is a matter of its settings. */
  readonly article: string;
  readonly name: string;
  readonly type: 'product' | 'service';
  readonly price: number;
  /** What the shop pays: RetailCRM answers it to whoever may read the store. */
  readonly purchasePrice: number;
  readonly group: GroupCode;
  readonly active: boolean;
}

const groups = { rolls: 'Роллы', pizza: 'Пицца', drinks: 'Напитки и десерты', extras: 'Добавки', services: 'Услуги' };
export type GroupCode = keyof typeof groups;

export const productGroups = Object.entries(groups).map(([externalId, name], index) => ({
  id: 31 + index,
  site: 'volna',
  externalId,
  name,
  active: true,
}));

const FIRST_PRODUCT = 501;
const FIRST_OFFER = 2_001;
const FULL_STOCK = 40;

export const offers: readonly Offer[] = menu.map(({ article, name, price }, index) => ({
  id: FIRST_OFFER + index,
  productId: FIRST_PRODUCT + index,
  article,
  name,
  type: article.startsWith('9') ? 'service' : 'product',
  price,
  purchasePrice: Math.round(price * 0.35),
  group: groupOf(article),
  active: true,
}));

export const articles: readonly string[] = offers.map(({ article }) => article);

function groupOf(article: string): GroupCode {
  if (article.startsWith('9')) return 'services';
  if (article.length > 3) return 'extras';
  if (article < '010') return 'rolls';
  return article < '020' ? 'pizza' : 'drinks';
}

/** How many of an article each store starts with. Services are not counted. */
export function startingStock(article: string): ReadonlyMap<string, number> {
  const none = stopList.includes(article) || groupOf(article) === 'services';
  return new Map(stores.map(({ code }, index) => [code, none ? 0 : FULL_STOCK - index * 10]));
}
