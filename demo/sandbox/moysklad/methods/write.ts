/** Making and changing an entity from a body. */
import { find, moscowNow, ofType } from '../account.ts';
import { add, change } from '../changes.ts';
import { employee, group } from '../data/directories.ts';
import { Refusal, refusals } from '../http/answers.ts';
import { readRef } from '../http/meta.ts';
import { asObject, type Request } from '../http/request.ts';
import { madeUpCode } from '../ids.ts';
import type { Kind } from '../kinds/kind.ts';
import { readGiven, uuid } from '../kinds/readers.ts';
import { readPositions } from '../orders/positions.ts';
import { type Entity, type Fields, refTo } from '../values.ts';

type Body = Readonly<Record<string, unknown>>;

/** An entity of a body to a collection: one with a `meta` is to be changed, any other to be made. */
export function save(request: Request, kind: Kind, collection: string, sent: unknown): Entity {
  const body = asObject(sent);
  if (body['meta'] === undefined) return create(request, kind, collection, body);
  const old = find(request.account, readRef(request, body, 'meta'));
  if (old?.type !== kind.type) throw refusals.notFound('meta');
  return update(request, kind, old, body);
}

function create(request: Request, kind: Kind, collection: string, body: Body): Entity {
  const { account } = request;
  const given = readFields(request, kind, body);
  const synced = syncKey(kind, given);
  const earlier = synced === undefined ? undefined : account.entities.get(account.synced.get(synced) ?? '');
  // The same `syncId` again makes nothing new (MoySklad API 1.2, `syncId`); it may be a repeat of a call whose answer
  // was lost, so that nothing of it is taken either.
  if (earlier) return earlier;

  const absent = kind.required?.find(name => (given[name] ?? '') === '');
  if (absent !== undefined) throw refusals.required(absent);
  const id = account.newId(kind.type);
  const path = `${collection}/${id}`;
  const positions = positionsOf(request, kind, path, body);
  const fields = { ...common(request, kind, id), ...fieldsAfter(request, kind, given) };
  checkUnique(request, kind, fields);
  if (kind.isDocument && fields['name'] === undefined) fields['name'] = account.nextNumber(kind.type);
  if (synced !== undefined) account.synced.set(synced, path);
  const codeGiven = typeof given['externalCode'] === 'string';
  return add(account, request, { type: kind.type, path, id, fields, codeGiven, ...positions });
}

/** Changes an entity by a body; what it does not name stays. */
export function update(request: Request, kind: Kind, old: Entity, body: Body): Entity {
  const given = readFields(request, kind, body);
  const emptied = kind.required?.find(name => given[name] === null || given[name] === '');
  if (emptied !== undefined) throw refusals.required(emptied);
  if (given['syncId'] !== undefined && given['syncId'] !== old.fields['syncId']) {
    throw new Refusal(412, 1047, 'Поле syncId нельзя изменить', 'syncId');
  }
  const fields = { ...old.fields, ...fieldsAfter(request, kind, given, old.fields) };
  checkUnique(request, kind, fields, old);
  const positions = positionsOf(request, kind, old.path, body);
  const touched = [...Object.keys(given), ...Object.keys(positions)];
  const codeGiven = old.codeGiven || typeof given['externalCode'] === 'string';
  return change(request.account, request, { ...old, fields, codeGiven, ...positions }, touched);
}

function readFields(request: Request, kind: Kind, body: Body): Fields {
  if (!kind.fields) throw new Refusal(405, 1002, 'Объекты этого типа в песочнице только для чтения');
  // An id of one's own is passed over, but has to be one (the npm client moysklad, its tests of errors).
  if (body['id'] !== undefined) uuid(body['id'], 'id', request);
  return readGiven(kind.fields, body, request);
}

/** An empty field is no field; addresses have a rule of their own. */
function fieldsAfter(request: Request, kind: Kind, given: Fields, old: Fields = {}): Record<string, Fields[string]> {
  const start = Object.keys(old).length === 0 ? kind.start?.(request.account) : {};
  const kept = Object.entries(given).filter(([name, value]) => value !== null || !/Address(Full)?$/.test(name));
  const cleaned = Object.fromEntries(
    kept.map(([name, value]) => [name, value === '' ? undefined : (value ?? undefined)]),
  );
  return { ...start, ...cleaned, ...kind.settle?.(given, request, old) };
}

function common({ account }: Request, kind: Kind, id: string): Fields {
  const now = moscowNow(account);
  if (kind.type.startsWith('webhook')) return {};
  return {
    owner: refTo(employee),
    group: refTo(group),
    shared: false,
    ...(kind.hasSyncId ? { syncId: account.newId('syncId') } : {}),
    updated: now,
    created: now,
    externalCode: madeUpCode(id),
  };
}

function positionsOf(request: Request, kind: Kind, path: string, body: Body): Pick<Entity, 'positions'> {
  const sent = body['positions'];
  // Positions as they are answered, by reference, are none that were given.
  if (kind.type !== 'customerorder' || !Array.isArray(sent)) return {};
  return { positions: readPositions(request, path, sent) };
}

function syncKey(kind: Kind, given: Fields): string | undefined {
  return kind.hasSyncId && typeof given['syncId'] === 'string' ? `${kind.type} ${given['syncId']}` : undefined;
}

function checkUnique({ account }: Request, kind: Kind, fields: Fields, self?: Entity): void {
  const name = kind.unique?.(account);
  if (name === undefined || fields[name] === undefined) return;
  const taken = ofType(account, kind.type).some(each => each.id !== self?.id && each.fields[name] === fields[name]);
  if (taken) throw refusals.notUnique(name);
}
