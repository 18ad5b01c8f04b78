/** The lines of an order, out of what was sent. */
import { type Account, localNow, offersOf } from '../account.ts';
import type { Offer } from '../data/catalogue.ts';
import type { Item } from './order.ts';
import type { ItemFields } from './schema.ts';

export interface ReadItems {
  readonly items: readonly Item[];
  readonly faults: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Reads the lines; `known` are those the order had, which keep their ids. */
export function readItems(account: Account, sent: readonly ItemFields[], known: readonly Item[] = []): ReadItems {
  const offers = offersOf(account);
  const faults: Record<string, string> = {};
  const items = sent.flatMap((fields, index): Item[] => {
    const offer = findOffer(offers, fields);
    const fault = offer ? undefined : offerFault(fields);
    if (fault) {
      faults[`items[${index}].${fault.field}`] = fault.message;
      return [];
    }
    return [makeItem(account, fields, offer, known)];
  });
  const kept = items.filter((item, index) => !isOverwritten(item, items.slice(index + 1)));
  const lost = items.length - kept.length;
  return {
    items: kept,
    faults,
    notes: lost ? [`${lost} lines of the same offer, without externalIds, were lost`] : [],
  };
}

/** Any one key names the offer (vendor's PHP client). */
function findOffer(offers: readonly Offer[], { offer: key }: ItemFields): Offer | undefined {
  if (!key) return undefined;
  if (key.id) return offers.find(({ id }) => id === key.id);
  return offers.find(({ article }) => article === key.externalId || article === key.xmlId);
}

/**
 * An id has to exist (vendor's Go client's tests). A key of the shop's own need not: the line is then free, which takes
 * a name at least (a delivery service's guide; that a line without one is refused is a choice).
 */
function offerFault({ offer, productName }: ItemFields): { field: string; message: string } | undefined {
  if (offer?.id) return { field: 'offer.id', message: `Offer with id ${offer.id} not found.` };
  if (productName) return undefined;
  if (offer?.externalId) {
    return { field: 'offer.externalId', message: `Offer with externalId=${offer.externalId} not found.` };
  }
  if (offer?.xmlId) return { field: 'offer.xmlId', message: `Offer with xmlId=${offer.xmlId} not found.` };
  return { field: 'productName', message: 'This value should not be blank.' };
}

function makeItem(account: Account, fields: ItemFields, offer: Offer | undefined, known: readonly Item[]): Item {
  const externalIds = fields.externalIds ?? [];
  const article = offer?.article ?? fields.offer?.externalId ?? fields.offer?.xmlId ?? null;
  const before = known.find(item => item.id === fields.id || sameLine(item, { article, externalIds }));
  return {
    id: before?.id ?? account.nextId('item'),
    article,
    name: fields.productName ?? offer?.name ?? '',
    initialPrice: fields.initialPrice ?? offer?.price ?? 0,
    quantity: fields.quantity ?? 1,
    purchasePrice: fields.purchasePrice ?? offer?.purchasePrice ?? 0,
    discountAmount: fields.discountManualAmount ?? 0,
    discountPercent: fields.discountManualPercent ?? 0,
    externalIds,
    properties: fields.properties ?? [],
    comment: fields.comment ?? null,
    createdAt: before?.createdAt ?? localNow(account),
  };
}

type LineKey = Pick<Item, 'article' | 'externalIds'>;

function sameLine(one: LineKey, other: LineKey): boolean {
  if (one.externalIds.length === 0 && other.externalIds.length === 0) {
    return one.article !== null && one.article === other.article;
  }
  return one.externalIds.some(id => other.externalIds.some(each => each.code === id.code && each.value === id.value));
}

/** Of several lines of one offer the last one stays, unless external ids tell them apart (a vendor's developer). */
function isOverwritten(item: Item, later: readonly Item[]): boolean {
  return later.some(each => sameLine(each, item));
}
