/** The filters of goods (vendor's PHP client). */
import type { Account } from '../account.ts';
import { type Offer, productGroups } from '../data/catalogue.ts';
import { siteCodes } from '../data/shops.ts';
import { above, atLeast, atMost, type Filter, type Filters, holds, notServed, oneOf, yesNo } from '../http/filters.ts';
import { quantityOf } from './stock.ts';

const always: Filter<Offer> = () => () => true;
const byArticle = oneOf<Offer>(({ article }) => article);
const byProduct = oneOf<Offer>(({ article }) => `p-${article}`);
const ofSite: Filter<Offer> =
  ({ values }) =>
  () =>
    values.includes(siteCodes[0]);
const ofCatalogue: Filter<Offer> =
  ({ values }) =>
  () =>
    values.includes('1');
const groupId = ({ group }: Offer): number | undefined =>
  productGroups.find(({ externalId }) => externalId === group)?.id;

function common(account: Account): Filters<Offer> {
  return {
    ...Object.fromEntries(['properties', 'priceType', 'classSegment', 'sinceUpdatedAt'].map(name => [name, notServed])),
    name: holds(({ name }) => [name]),
    active: yesNo(({ active }) => active),
    sites: ofSite,
    catalogs: ofCatalogue,
    groups: oneOf(groupId),
    minPrice: atLeast(({ price }) => price),
    maxPrice: atMost(({ price }) => price),
    minQuantity: atLeast(({ article }) => quantityOf(account, article)),
    maxQuantity: atMost(({ article }) => quantityOf(account, article)),
  };
}

export function productFilters(account: Account): Filters<Offer> {
  const unserved = ['url', 'urlLike', 'popular', 'stock', 'novelty', 'recommended'];
  return {
    ...common(account),
    ...Object.fromEntries(unserved.map(name => [name, notServed])),
    ids: oneOf(({ productId }) => productId),
    offerIds: oneOf(({ id }) => id),
    externalId: byProduct,
    xmlId: byProduct,
    offerExternalId: byArticle,
    offerXmlId: byArticle,
    groupExternalId: oneOf(({ group }) => group),
    manufacturer:
      ({ value }) =>
      () =>
        value === 'Волна',
    sinceId: above(({ productId }) => productId),
  };
}

export function offerFilters(account: Account): Filters<Offer> {
  return {
    ...common(account),
    ids: oneOf(({ id }) => id),
    externalIds: byArticle,
    xmlIds: byArticle,
    sinceId: above(({ id }) => id),
  };
}

export const inventoryFilters: Filters<Offer> = {
  ids: oneOf(({ id }) => id),
  offerExternalId: byArticle,
  offerXmlId: byArticle,
  offerArticle: byArticle,
  productExternalId: byProduct,
  productArticle: byArticle,
  offerActive: yesNo(({ active }) => active),
  productActive: yesNo(({ active }) => active),
  sites: ofSite,
  catalogs: ofCatalogue,
  details: always,
};
