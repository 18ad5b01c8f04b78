/** What every type of entity can be asked: lists, one by id, changes, deletions. */
import type { Answer } from '../../kit/sandbox.ts';
import { find, ofType, under } from '../account.ts';
import { remove } from '../changes.ts';
import { empty, errorsOf, ok, Refusal, refusals } from '../http/answers.ts';
import { page } from '../http/lists.ts';
import { readRef } from '../http/meta.ts';
import { readExpand, renderEntity } from '../http/render.ts';
import { asObject, type Request } from '../http/request.ts';
import { kindOf } from '../kinds/index.ts';
import type { Kind } from '../kinds/kind.ts';
import { type Entity, isList, Ref, type Value } from '../values.ts';
import { save, update } from './write.ts';

/** As many entities as one body may have (MoySklad API 1.2, limits). */
const MAX_ENTITIES = 1000;

/** The collection of a call: of a type, or of one of the account's dictionaries. */
interface Collection {
  readonly kind: Kind;
  readonly path: string;
}

function collectionOf({ path }: Request): Collection {
  const [entity, type = '', dictionary] = path.split('/');
  const kind = kindOf(type);
  if (!kind) throw refusals.unknownPath();
  return { kind, path: type === 'customentity' ? `${entity}/${type}/${dictionary}` : `${entity}/${type}` };
}

export function list(request: Request): Answer {
  const { kind, path } = collectionOf(request);
  return ok(page(request, under(request.account, path), kind));
}

/** One entity, or several, of which each succeeds or fails by itself (MoySklad OpenAPI, BatchResponse). */
export function post(request: Request): Answer {
  const { kind, path } = collectionOf(request);
  const sent = request.body();
  if (!Array.isArray(sent)) return ok(rendered(request, save(request, kind, path, sent)));
  return ok(each(sent, one => rendered(request, save(request, kind, path, one))));
}

export function get(request: Request): Answer {
  return ok(rendered(request, named(request)));
}

export function put(request: Request): Answer {
  const { kind } = collectionOf(request);
  return ok(rendered(request, update(request, kind, named(request), asObject(request.body()))));
}

/** A list inside an entity that the sandbox has nothing for. */
export function listNothing(request: Request): Answer {
  const [, owner = '', id = '', name = ''] = request.path.split('/');
  named({ account: request.account, path: `entity/${owner}/${id}` });
  return ok(page(request, [], { type: name.replace(/s$/, ''), filters: {}, search: [] }));
}

/** A change of nobody knows what. */
export function putNothing(request: Request): Answer {
  collectionOf(request);
  throw refusals.noId();
}

export function del(request: Request): Answer {
  removeEntity(request, named(request));
  return empty(200);
}

/** Puts a document into the bin (MoySklad API 1.2, deletion into the bin). */
export function trash(request: Request): Answer {
  const { account, segments } = request;
  const [type = '', id = ''] = segments;
  // How an account without a bin answers is in no document.
  if (!kindOf(type)?.isDocument || !account.settings.recycleBin) throw refusals.unknownPath();
  removeEntity(request, named({ account, path: `entity/${type}/${id}` }));
  return empty(200);
}

export function delMany(request: Request): Answer {
  const sent = request.body();
  if (!Array.isArray(sent)) throw refusals.notJson();
  const info = (one: unknown): object => {
    const entity = find(request.account, readRef(request, one, 'meta'));
    if (!entity) throw refusals.notFound('meta');
    removeEntity(request, entity);
    return { info: `Объект '${entity.type}' с идентификатором ${entity.id} удален` };
  };
  return ok(each(sent, info));
}

export function getSynced(request: Request): Answer {
  return ok(rendered(request, syncedOf(request)));
}

export function delSynced(request: Request): Answer {
  removeEntity(request, syncedOf(request));
  return empty(200);
}

function rendered(request: Request, entity: Entity): object {
  return renderEntity(request, entity, readExpand(request.query));
}

function each(sent: readonly unknown[], serve: (one: unknown) => object): readonly object[] {
  if (sent.length > MAX_ENTITIES) throw refusals.tooMany('элементов в массиве');
  return sent.map(one => {
    try {
      return serve(one);
    } catch (error) {
      if (error instanceof Refusal) return errorsOf(error.fault);
      throw error;
    }
  });
}

/** The entity that the path of a call names. */
export function named({ account, path }: Pick<Request, 'account' | 'path'>): Entity {
  const entity = account.entities.get(path.toLowerCase());
  if (!entity) throw refusals.notFound(path);
  return entity;
}

function syncedOf({ account, segments }: Request): Entity {
  const [type = '', syncId = ''] = segments;
  const entity = ofType(account, type).find(each => each.fields['syncId'] === syncId.toLowerCase());
  if (!entity) throw refusals.notFound(syncId);
  return entity;
}

function removeEntity(request: Request, entity: Entity): void {
  const { account } = request;
  const kind = kindOf(entity.type);
  if (!kind?.fields) throw new Refusal(405, 1002, 'Объекты этого типа в песочнице только для чтения');
  const used = [...account.entities.values()].some(
    other => other.fields['deleted'] === undefined && refersTo(other, entity.path),
  );
  if (used) throw refusals.inUse(entity.id);
  remove(account, request, entity, kind.isDocument === true && account.settings.recycleBin);
}

function refersTo({ fields, positions = [] }: Entity, path: string): boolean {
  return [fields, ...positions.map(position => position.fields)].some(each =>
    Object.values(each).some(value => pointsAt(value, path)),
  );
}

function pointsAt(value: Value | undefined, path: string): boolean {
  if (isList(value)) return value.some(each => pointsAt(each, path));
  return value instanceof Ref && (value.path === path || pointsAt(value.extra['value'], path));
}
