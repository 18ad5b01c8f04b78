/** The shop's goods: the menu every sandbox has, as MoySklad would keep it. */
import { menu } from '../../kit/menu.ts';
import { idOf } from '../ids.ts';
import { priceOf, salePriceOf } from '../kinds/goods.ts';
import { type Entity, type Fields, Ref, refTo } from '../values.ts';
import { owned, piece } from './directories.ts';

/** Two sauces are one product with two variants; the product itself is not sold. */
const sauce = owned('product', 'sauce', {
  name: 'Соус',
  code: 'sauce',
  externalCode: 'sauce',
  uom: refTo(piece),
  archived: false,
  pathName: 'Добавки',
  salePrices: [],
  variantsCount: 2,
});
const sauces: ReadonlyMap<string, string> = new Map([
  ['0101', 'соевый'],
  ['0105', 'чесночный'],
]);

export const CHARACTERISTICS = 'entity/variant/metadata/characteristics';
const KIND = idOf('characteristic', 'kind');

export const characteristics: readonly Entity[] = [
  {
    type: 'attributemetadata',
    id: KIND,
    path: `${CHARACTERISTICS}/${KIND}`,
    fields: { name: 'Вид', type: 'string', required: false },
  },
];

/** What the shop pays is for its people's eyes, and answered to every caller all the same. */
const COST_SHARE = 0.35;

export const goods: readonly Entity[] = [
  sauce,
  ...menu.map(({ article, name, price }) => goodsOf(article, name, price)),
];

function goodsOf(article: string, name: string, roubles: number): Entity {
  const fields = {
    code: article,
    externalCode: article,
    archived: false,
    discountProhibited: false,
    ...{ vat: 0, vatEnabled: false, effectiveVat: 0, effectiveVatEnabled: false, useParentVat: false },
    salePrices: [salePriceOf(roubles * 100)],
    buyPrice: priceOf(Math.round(roubles * 100 * COST_SHARE)),
  };
  const kind = sauces.get(article);
  if (kind !== undefined) return owned('variant', article, { ...fields, article, ...ofSauce(kind) });
  if (article.startsWith('9')) return owned('service', article, { name, pathName: 'Услуги', ...fields });
  const plain = {
    name,
    article,
    pathName: folderOf(article),
    uom: refTo(piece),
    weight: 0,
    volume: 0,
    variantsCount: 0,
  };
  return owned('product', article, { ...plain, ...fields });
}

function ofSauce(kind: string): Fields {
  const characteristic = new Ref('attributemetadata', `${CHARACTERISTICS}/${KIND}`, {
    id: KIND,
    name: 'Вид',
    value: kind,
  });
  return { name: `Соус (${kind})`, product: refTo(sauce), characteristics: [characteristic] };
}

function folderOf(article: string): string {
  if (article.length > 3) return 'Добавки';
  if (article < '010') return 'Роллы';
  return article < '020' ? 'Пицца' : 'Напитки и десерты';
}
