/** When stock changed, and who is told of it. */
import { isDeepStrictEqual } from 'node:util';
import { ACCOUNT_ID, type Account, moscowTime, ofType } from './account.ts';
import { skuOf } from './kinds/goods.ts';
import type { Settings } from './settings.ts';
import { type Entity, numberOf, refOf, textOf } from './values.ts';
import { base, post } from './webhooks.ts';

/** Hooks on stock go out every one to five minutes (MoySklad API 1.2, webhooks on stock). */
const TOLD_AFTER_MS = 60_000;

/** Notes for which articles what stands in the stores is another than before. */
export function noteStock(account: Account, before: Settings['stocks']): void {
  const { stocks } = account.settings;
  const changed = Object.keys({ ...before, ...stocks }).filter(
    article => !isDeepStrictEqual(before[article], stocks[article]),
  );
  if (changed.length === 0) return;
  const { clock } = account.kit;
  const since = clock.now();
  for (const article of changed) account.restocked.set(article, since);
  clock.later(clock.scaled(TOLD_AFTER_MS), () => tellOfStock(account, since));
}

function tellOfStock(account: Account, since: number): void {
  for (const { fields } of ofType(account, 'webhookstock')) {
    if (fields['enabled'] !== true) continue;
    const [reportType, stockType] = [textOf(fields, 'reportType'), textOf(fields, 'stockType')];
    const reportUrl = `${base}report/stock/${reportType}/current?changedSince=${moscowTime(since).slice(0, 19)}`;
    post(account, textOf(fields, 'url'), { accountId: ACCOUNT_ID, stockType, reportType, reportUrl });
  }
}

/** The articles whose stock, or what is held of it, changed since a time in Moscow. */
export function changedSince(account: Account, since: string): ReadonlySet<string> {
  const restocked = ofGoods(account).filter(goods => {
    const at = account.restocked.get(skuOf(goods));
    return at !== undefined && moscowTime(at) >= since;
  });
  const ordered = ofType(account, 'customerorder')
    .filter(({ fields }) => textOf(fields, 'updated') >= since)
    .flatMap(({ positions = [] }) => positions.filter(({ fields }) => numberOf(fields, 'reserve') > 0))
    .map(({ fields }) => refOf(fields, 'assortment')?.path ?? '');
  return new Set([...restocked.map(({ path }) => path), ...ordered]);
}

function ofGoods(account: Account): readonly Entity[] {
  return ['product', 'variant'].flatMap(type => ofType(account, type));
}
