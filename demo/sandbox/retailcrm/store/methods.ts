/** `store/products`, `store/offers`, `store/inventories`, and what the groups and stock are read and written by. */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import { type Account, offersOf } from '../account.ts';
import { type Offer, productGroups } from '../data/catalogue.ts';
import { siteCodes, stores } from '../data/shops.ts';
import { ok, refusals } from '../http/answers.ts';
import { number, readEntity, text, whole } from '../http/fields.ts';
import { applyFilters } from '../http/filters.ts';
import { type Page, paginate, STOCK_PAGE_LIMITS } from '../http/paging.ts';
import type { Request } from '../http/request.ts';
import { branchAt, textAt } from '../http/tree.ts';
import { siteOf } from '../site.ts';
import { inventoryFilters, offerFilters, productFilters } from './filters.ts';
import { inventoryView, offerView, productView } from './views.ts';

const MAX_OFFERS = 50;

export function listProducts(account: Account, request: Request): Answer {
  const { pagination, page } = pageOf(account, request, productFilters(account));
  return ok({ pagination, products: page.map(offer => productView(account, offer)) });
}

export function listOffers(account: Account, request: Request): Answer {
  const { pagination, page } = pageOf(account, request, offerFilters(account));
  return ok({ pagination, offers: page.map(offer => offerView(account, offer)) });
}

export function listInventories(account: Account, request: Request): Answer {
  const { pagination, page } = pageOf(account, request, inventoryFilters);
  const detailed = textAt(branchAt(request.parameters, 'filter'), 'details') === '1';
  return ok({ pagination, offers: page.map(offer => inventoryView(account, offer, detailed)) });
}

/** The menu is the first shop's: a key that does not see that shop finds no goods. */
function pageOf(account: Account, request: Request, filters: ReturnType<typeof productFilters>): Page<Offer> {
  const visible = account.settings.sites.includes(siteCodes[0]) ? offersOf(account) : [];
  return paginate(request, applyFilters(account, request, filters, visible), STOCK_PAGE_LIMITS);
}

export function listGroups(_: Account, request: Request): Answer {
  const { pagination, page } = paginate(request, productGroups);
  return ok({ pagination, productGroup: page });
}

const stockSchema = z.object({
  id: whole.nullish(),
  externalId: text.nullish(),
  xmlId: text.nullish(),
  stores: z.array(z.object({ code: text, available: number.nullish(), purchasePrice: number.nullish() })),
});

export function uploadInventories(account: Account, request: Request): Answer {
  siteOf(account, request);
  const sent = readEntity(request, 'offers', z.array(stockSchema));
  if (sent.length > MAX_OFFERS) throw refusals.badEntity([`At most ${MAX_OFFERS} offers were expected.`]);
  const known = sent.flatMap(({ id, externalId, xmlId, stores: quantities }) => {
    const offer = offersOf(account).find(each =>
      id ? each.id === id : each.article === externalId || each.article === xmlId,
    );
    return offer ? [{ article: offer.article, quantities }] : [];
  });
  for (const { article, quantities } of known) {
    const stock = new Map(account.stock.get(article));
    for (const { code, available } of quantities) {
      if (stores.some(store => store.code === code)) stock.set(code, available ?? 0);
    }
    account.stock.set(article, stock);
  }
  const notFound = sent.length - known.length;
  return ok({ processedOffersCount: known.length, ...(notFound ? { notFoundOffers: notFound } : {}) });
}
