/** Linking and unlinking (amoCRM documentation, entity-links-api). */
import { z } from 'zod';
import type { Account } from '../account.ts';
import { type Catalog, catalogs } from '../data/catalogs.ts';
import { isUser } from '../data/company.ts';
import { hal, noContent } from '../http/answers.ts';
import { type ApiRequest, type Handler, self } from '../http/request.ts';
import { checkEach, id, type Report, readItems } from '../http/validation.ts';
import type { Link } from '../records.ts';
import { addLink, metadataOf, sameLink } from './of.ts';

const linkBody = z.object({
  entity_id: id,
  to_entity_id: z.int(),
  to_entity_type: z.enum(['contacts', 'companies', 'catalog_elements']),
  metadata: z
    .object({
      catalog_id: id,
      quantity: z.number().positive().nullish(),
      is_main: z.boolean().nullish(),
      updated_by: id,
      price_id: id,
    })
    .nullish(),
});

type LinkBody = z.infer<typeof linkBody>;

/** The items of a call; the path may name what all of them are linked to. */
function readLinks(fromType: Link['fromType'], request: ApiRequest): readonly { body: LinkBody; link: Link }[] {
  return readItems(linkBody, request.body()).map(body => {
    const { to_entity_type: toType, to_entity_id: toId, metadata } = body;
    const link: Link = { fromType, fromId: request.id() || (body.entity_id ?? 0), toType, toId };
    if (toType === 'contacts') return { body, link: { ...link, isMain: metadata?.is_main ?? false } };
    if (toType === 'companies') return { body, link };
    const element = { quantity: metadata?.quantity ?? 1, catalogId: metadata?.catalog_id ?? 0 };
    return {
      body,
      link: { ...link, ...element, ...(metadata?.price_id === undefined ? {} : { priceId: metadata.price_id }) },
    };
  });
}

export const postLinks =
  (fromType: Link['fromType']): Handler =>
  (account, request) => {
    const items = readLinks(fromType, request);
    checkEach(items, ({ body, link }, report) => checkLink(account, body, link, report));
    for (const { link } of items) if (!isLost(account, link)) addLink(account, link);
    const rows = items.map(({ link }) => ({
      ...{ entity_id: link.fromId, entity_type: link.fromType, to_entity_id: link.toId, to_entity_type: link.toType },
      metadata: metadataOf(link),
    }));
    const href = `${request.base}${request.path}s`;
    return hal({ _total_items: rows.length, ...self(href), _embedded: { links: rows } });
  };

/** A link that is lost is answered as the others are (issue 100 of the vendor's PHP client). */
function isLost(account: Account, { toType }: Link): boolean {
  const { loseEvery } = account.settings;
  if (toType !== 'catalog_elements') return false;
  account.linksAsked += 1;
  return loseEvery > 0 && account.linksAsked % loseEvery === 0;
}

function checkLink(account: Account, { metadata }: LinkBody, link: Link, report: Report): void {
  if (!isThere(account, link.fromType, link.fromId)) report('NotSupportedChoice', 'entity_id');
  if (metadata?.updated_by && !isUser(metadata.updated_by)) report('NotSupportedChoice', 'metadata.updated_by');
  if (link.toType === 'catalog_elements') checkElementLink(account, link, report);
  else if (account.people.get(link.toId)?.type !== link.toType) report('NotSupportedChoice', 'to_entity_id');
}

function checkElementLink(account: Account, link: Link, report: Report): void {
  const element = account.elements.get(link.toId);
  const catalog = catalogs.find(({ id }) => id === link.catalogId);
  const isHere = catalog && element?.catalogId === catalog.id && !element.isDeleted;
  if (!catalog) report('NotSupportedChoice', 'metadata.catalog_id');
  else if (!isHere || isTaken(account, catalog, link)) report('NotSupportedChoice', 'to_entity_id');
  if (link.priceId && !catalog?.fields.some(({ id, type }) => id === link.priceId && type === 'price')) {
    report('NotSupportedChoice', 'metadata.price_id');
  }
}

/** An element of some lists goes with one card alone. */
function isTaken({ links }: Account, { canLinkMultiple }: Catalog, link: Link): boolean {
  return (
    !canLinkMultiple &&
    links.some(each => each.toType === link.toType && each.toId === link.toId && !sameLink(each, link))
  );
}

function isThere({ leads, people }: Account, type: Link['fromType'], id: number): boolean {
  return type === 'leads' ? leads.get(id)?.isDeleted === false : people.get(id)?.type === type;
}

/** Nothing is said of links that were not there. */
export const postUnlinks =
  (fromType: Link['fromType']): Handler =>
  (account, request) => {
    const items = readLinks(fromType, request);
    checkEach(items, ({ link }, report) => {
      if (!isThere(account, fromType, link.fromId)) report('NotSupportedChoice', 'entity_id');
    });
    account.links = account.links.filter(kept => !items.some(({ link }) => sameLink(kept, link)));
    return noContent();
  };
