/** Which shop, and which entity of it, a call means. */
import { type Account, isVisible } from './account.ts';
import type { SiteCode } from './data/shops.ts';
import { refusals } from './http/answers.ts';
import type { Request } from './http/request.ts';

/** The shop of a call; a key that sees several shops has to name one (RetailCRM API rules). */
export function siteOf({ settings }: Account, request: Request): SiteCode {
  const wanted = request.text('site');
  const [only, another] = settings.sites;
  if (wanted === '') {
    if (only === undefined || another !== undefined) throw refusals.missing('site');
    return only;
  }
  const site = settings.sites.find(code => code === wanted);
  if (site) return site;
  // How the API refuses a shop that is unknown, or another key's, is in no document.
  throw refusals.badParameters({ site: `Site with code=${wanted} is not available.` });
}

interface Entity {
  readonly id: number;
  readonly externalId: string | null;
  readonly site: SiteCode;
}

/** What `by` of a call says; `externalId` unless it says otherwise (RetailCRM API). */
export function readBy(request: Request): 'id' | 'externalId' {
  const by = request.text('by') || 'externalId';
  if (by !== 'id' && by !== 'externalId') {
    throw refusals.badParameters({ 'children[by]': 'The value you selected is not a valid choice.' });
  }
  return by;
}

/** The entity that the call's path names. An `externalId` is one shop's own, so that it needs the shop; an id does not. */
export function namedEntity<T extends Entity>(account: Account, request: Request, entities: ReadonlyMap<number, T>): T {
  const [ref = ''] = request.segments;
  const found =
    readBy(request) === 'id'
      ? entities.get(/^\d+$/.test(ref) ? Number(ref) : Number.NaN)
      : findByExternalId(entities, siteOf(account, request), ref);
  if (!found || !isVisible(account, found)) throw refusals.notFound();
  return found;
}

/** The entity of a shop's own id. */
export function findByExternalId<T extends Entity>(
  entities: ReadonlyMap<number, T>,
  site: SiteCode,
  externalId: string,
): T | undefined {
  return [...entities.values()].find(entity => entity.externalId === externalId && entity.site === site);
}
