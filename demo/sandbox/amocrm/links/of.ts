/** What is linked to what. */
import type { Account } from '../account.ts';
import { self } from '../http/request.ts';
import type { Lead, Link, Person } from '../records.ts';

/** The links of one card, all or of one kind. */
export function linked(
  { links }: Account,
  fromType: Link['fromType'],
  fromId: number,
  toType?: Link['toType'],
): readonly Link[] {
  return links.filter(
    link => link.fromType === fromType && link.fromId === fromId && (toType === undefined || link.toType === toType),
  );
}

export function sameLink(a: Link, b: Link): boolean {
  return a.fromType === b.fromType && a.fromId === b.fromId && a.toType === b.toType && a.toId === b.toId;
}

/** Puts a link in; a second one to the same takes the place of the first. */
export function addLink(account: Account, link: Link): void {
  const known = linked(account, link.fromType, link.fromId, link.toType);
  const isOnly = link.toType === 'companies';
  const isFirst = link.toType === 'contacts' && known.every(each => sameLink(each, link));
  const added: Link = link.toType === 'contacts' ? { ...link, isMain: link.isMain === true || isFirst } : link;
  const others = account.links.filter(each => !sameLink(each, link) && !(isOnly && known.includes(each)));
  const kept = added.isMain
    ? others.map(each => (known.includes(each) && each.isMain ? { ...each, isMain: false } : each))
    : others;
  account.links = [...kept, added];
}

/** Ids of the leads of a contact or company that are not in the bin. */
export function leadsOf({ links, leads }: Account, { id, type }: Person): readonly number[] {
  return links
    .filter(link => link.fromType === 'leads' && link.toType === type && link.toId === id)
    .map(({ fromId }) => fromId)
    .filter(leadId => leads.get(leadId)?.isDeleted === false);
}

/** The contacts of a lead, the main one first. */
export function contactsOf(account: Account, { id }: Lead): readonly Person[] {
  return linked(account, 'leads', id, 'contacts')
    .toSorted((a, b) => Number(b.isMain) - Number(a.isMain))
    .flatMap(({ toId }) => account.people.get(toId) ?? []);
}

export function metadataOf({ toType, isMain, quantity, catalogId, priceId }: Link): object | null {
  if (toType === 'contacts') return { main_contact: isMain === true };
  if (toType === 'companies') return null;
  return { quantity, catalog_id: catalogId, ...(priceId === undefined ? {} : { price_id: priceId }) };
}

/** `_embedded.catalog_elements` of a card. */
export function elementLinkViews(account: Account, base: string, fromType: Link['fromType'], fromId: number): object[] {
  return linked(account, fromType, fromId, 'catalog_elements').map(link => ({
    ...{ id: link.toId, metadata: metadataOf(link) },
    ...self(`${base}/catalogs/${link.catalogId}/elements/${link.toId}`),
  }));
}
