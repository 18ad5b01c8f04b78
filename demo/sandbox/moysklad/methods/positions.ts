/** The positions of an order, one by one. */
import type { Answer } from '../../kit/sandbox.ts';
import { change } from '../changes.ts';
import { empty, ok, refusals } from '../http/answers.ts';
import { page } from '../http/lists.ts';
import { readRef } from '../http/meta.ts';
import { readExpand, renderEntity } from '../http/render.ts';
import type { Request } from '../http/request.ts';
import { readPosition, readPositions } from '../orders/positions.ts';
import type { Entity } from '../values.ts';
import { named } from './entities.ts';

export function list(request: Request): Answer {
  const { positions = [] } = orderOf(request);
  return ok(page(request, positions, { type: 'customerorderposition', filters: {}, search: [] }));
}

/** However many are sent, the answer is a list of what was made (MoySklad API 1.2, customer orders). */
export function post(request: Request): Answer {
  const order = orderOf(request);
  const made = readPositions(request, order.path, [request.body()].flat());
  setPositions(request, order, [...(order.positions ?? []), ...made]);
  return ok(made.map(each => renderEntity(request, each, readExpand(request.query))));
}

export function get(request: Request): Answer {
  return ok(renderEntity(request, positionOf(request, orderOf(request)), readExpand(request.query)));
}

export function put(request: Request): Answer {
  const order = orderOf(request);
  const old = positionOf(request, order);
  const changed = readPosition(request, order.path, request.body(), old);
  setPositions(
    request,
    order,
    (order.positions ?? []).map(each => (each === old ? changed : each)),
  );
  return ok(renderEntity(request, changed, readExpand(request.query)));
}

export function del(request: Request): Answer {
  const order = orderOf(request);
  const old = positionOf(request, order);
  setPositions(
    request,
    order,
    (order.positions ?? []).filter(each => each !== old),
  );
  return empty(200);
}

export function delMany(request: Request): Answer {
  const order = orderOf(request);
  const gone = new Set([request.body()].flat().map(each => readRef(request, each, 'meta').path));
  const positions = order.positions ?? [];
  const unknown = [...gone].find(path => !positions.some(each => each.path === path));
  if (unknown !== undefined) throw refusals.notFound(unknown);
  setPositions(
    request,
    order,
    positions.filter(({ path }) => !gone.has(path)),
  );
  return empty(200);
}

function orderOf({ account, segments: [id = ''] }: Request): Entity {
  return named({ account, path: `entity/customerorder/${id}` });
}

function positionOf({ path }: Request, { positions = [] }: Entity): Entity {
  const found = positions.find(each => each.path === path);
  if (!found) throw refusals.notFound(path);
  return found;
}

function setPositions(request: Request, order: Entity, positions: readonly Entity[]): void {
  change(request.account, request, { ...order, positions }, ['positions']);
}
