/** What stands in the stores, and how much of it orders hold. */
import { type Account, ofType } from './account.ts';
import { mainStore, secondStore } from './data/directories.ts';
import { goodsTypes, skuOf } from './kinds/goods.ts';
import { type Entity, numberOf, refOf } from './values.ts';

const FULL = [
  { store: mainStore, stock: 40 },
  { store: secondStore, stock: 30 },
];

export interface StockLine {
  readonly goods: Entity;
  /** `null`: orders that name no store hold it (MoySklad API 1.2, stock reports). */
  readonly store: Entity | null;
  readonly stock: number;
  readonly reserve: number;
}

/** Products that have variants, and services, are not counted: nobody has any of them. */
function countedGoods(account: Account): readonly Entity[] {
  const parents = new Set(ofType(account, 'variant').map(({ fields }) => refOf(fields, 'product')?.path));
  return goodsTypes
    .filter(type => type !== 'service')
    .flatMap(type => ofType(account, type))
    .filter(
      goods => !parents.has(goods.path) && skuOf(goods) !== '' && !account.settings.unseen.includes(skuOf(goods)),
    );
}

/** By article and store. Only shipments would take anything out, and the sandbox has none; orders reserve. */
export function stockLines(account: Account): readonly StockLine[] {
  const reserved = reserves(account);
  return countedGoods(account).flatMap(goods => {
    const set = account.settings.stocks[skuOf(goods)];
    const held = (store: Entity | null): number => reserved.get(keyOf(goods.path, store?.path)) ?? 0;
    const lines = FULL.map(({ store, stock }, index): StockLine => {
      const own = index === 0 ? set : set && { stock: 0, reserve: 0 };
      const standing = goods.fields['created'] === undefined ? stock : 0;
      return { goods, store, stock: own?.stock ?? standing, reserve: (own?.reserve ?? 0) + held(store) };
    });
    return held(null) > 0 ? [...lines, { goods, store: null, stock: 0, reserve: held(null) }] : lines;
  });
}

export interface Total {
  readonly goods: Entity;
  readonly stock: number;
  readonly reserve: number;
}

/** By article, of the stores given or of all. */
export function stockTotals(account: Account, stores: readonly string[] = []): readonly Total[] {
  const lines = stockLines(account).filter(({ store }) => stores.length === 0 || stores.includes(store?.path ?? ''));
  return [...Map.groupBy(lines, ({ goods }) => goods)].map(([goods, each]) => ({
    goods,
    stock: each.reduce((sum, { stock }) => sum + stock, 0),
    reserve: each.reduce((sum, { reserve }) => sum + reserve, 0),
  }));
}

function reserves(account: Account): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { fields, positions = [] } of ofType(account, 'customerorder')) {
    if (fields['applicable'] !== true || fields['deleted'] !== undefined) continue;
    for (const { fields: position } of positions) {
      const key = keyOf(refOf(position, 'assortment')?.path, refOf(fields, 'store')?.path);
      held.set(key, (held.get(key) ?? 0) + numberOf(position, 'reserve'));
    }
  }
  return held;
}

function keyOf(goods = '', store = ''): string {
  return `${goods} ${store}`;
}
