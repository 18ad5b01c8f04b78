/** Tags: a list for each kind of card, a tag of a new name made on the way (amoCRM documentation, tags-api). */
import { z } from 'zod';
import type { Account } from './account.ts';
import { hal } from './http/answers.ts';
import { valuesOf } from './http/filters.ts';
import { list } from './http/lists.ts';
import type { ApiRequest, Handler } from './http/request.ts';
import { type Report, readItems, requestId } from './http/validation.ts';
import type { EntityType, Tag } from './records.ts';

export const tagsBody = z.array(z.object({ id: z.int().nullish(), name: z.string().nullish() })).nullish();

type TagsBody = z.infer<typeof tagsBody>;

interface Tagged {
  readonly tags_to_add?: TagsBody;
  readonly tags_to_delete?: TagsBody;
  readonly _embedded?: { readonly tags?: TagsBody } | null | undefined;
}

const tagsOf = ({ tags }: Account, type: EntityType): readonly Tag[] =>
  [...tags.values()].filter(({ entityType }) => entityType === type);

/** A tag has to be there when it is given by its id, and to have either. */
export function checkTags(account: Account, type: EntityType, body: TagsBody, report: Report, path: string): void {
  for (const [place, { id, name }] of (body ?? []).entries()) {
    if (!id && !name) report('RequiredFilled', `${path}.${place}.name`);
    if (id && !tagsOf(account, type).some(tag => tag.id === id)) report('NotSupportedChoice', `${path}.${place}.id`);
  }
}

/** The tags after a change: those under `_embedded` take the place of all, null of them leaves none. */
export function tagsAfter(
  account: Account,
  type: EntityType,
  before: readonly number[],
  body: Tagged,
): readonly number[] {
  const replaced = body._embedded?.tags;
  const start = replaced === undefined ? before : (replaced ?? []).map(tag => idOf(account, type, tag));
  const added = (body.tags_to_add ?? []).map(tag => idOf(account, type, tag));
  const gone = (body.tags_to_delete ?? []).flatMap(({ id, name }) =>
    tagsOf(account, type).flatMap(tag => (tag.id === id || tag.name === name ? tag.id : [])),
  );
  return [...new Set([...start, ...added])].filter(id => !gone.includes(id));
}

function idOf(account: Account, type: EntityType, { id, name }: NonNullable<TagsBody>[number]): number {
  return id ?? addTag(account, type, name ?? '').id;
}

function addTag(account: Account, entityType: EntityType, name: string, color: string | null = null): Tag {
  const known = tagsOf(account, entityType).find(tag => tag.name === name);
  if (known) return known;
  const tag: Tag = { id: account.nextId('tag'), entityType, name, color: entityType === 'leads' ? color : null };
  account.tags.set(tag.id, tag);
  return tag;
}

const tagView = ({ id, name, color }: Tag): object => ({ id, name, color });

/** `_embedded.tags` of a card. */
export function tagViews({ tags }: Account, ids: readonly number[]): object[] {
  return ids.flatMap(id => {
    const tag = tags.get(id);
    return tag ? [tagView(tag)] : [];
  });
}

export const listTags =
  (type: EntityType): Handler =>
  (account, request) =>
    list(request, { name: 'tags', rows: tagsOf(account, type).filter(matching(request)), view: tagView });

function matching(request: ApiRequest): (tag: Tag) => boolean {
  const [ids, names, query] = [valuesOf(request, 'id'), valuesOf(request, 'name'), request.query.get('query') ?? ''];
  return ({ id, name }) =>
    (ids.length === 0 || ids.includes(String(id))) &&
    (names.length === 0 || names.includes(name)) &&
    name.toLowerCase().includes(query.toLowerCase());
}

const newTag = z.object({ name: z.string().min(1), color: z.string().nullish(), request_id: requestId });

export const postTags =
  (type: EntityType): Handler =>
  (account, request) => {
    const tags = readItems(newTag, request.body()).map(({ name, color, request_id }, place) => ({
      ...tagView(addTag(account, type, name, color)),
      request_id: request_id ?? String(place),
    }));
    return hal({ _total_items: tags.length, _embedded: { tags } });
  };
