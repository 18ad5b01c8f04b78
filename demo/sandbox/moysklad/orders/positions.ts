/** The positions of an order. */
import { refusals } from '../http/answers.ts';
import { asObject, type Request } from '../http/request.ts';
import { goodsTypes } from '../kinds/goods.ts';
import { flag, number, percent, positive, readGiven, ref, whole } from '../kinds/readers.ts';
import type { Entity, Fields } from '../values.ts';

/** No more fit into one document (MoySklad API 1.2, limits). */
const MAX_POSITIONS = 1000;

const fields = {
  assortment: ref(...goodsTypes),
  quantity: positive,
  price: number,
  discount: percent,
  vat: whole,
  vatEnabled: flag,
  reserve: number,
};

const start = { price: 0, discount: 0, vat: 0, vatEnabled: false, shipped: 0 };

/** The positions of a body. */
export function readPositions(request: Request, orderPath: string, sent: unknown): readonly Entity[] {
  if (!Array.isArray(sent)) throw refusals.wrongType('positions', 'массив');
  if (sent.length > MAX_POSITIONS) throw refusals.tooMany('positions');
  return sent.map(each => readPosition(request, orderPath, each));
}

/** A position of a body: a new one, or an old one changed. */
export function readPosition(request: Request, orderPath: string, sent: unknown, old?: Entity): Entity {
  const given = readGiven(fields, asObject(sent), request);
  const merged: Fields = { ...start, ...old?.fields, ...given };
  const absent = ['assortment', 'quantity'].find(name => (merged[name] ?? undefined) === undefined);
  if (absent !== undefined) throw refusals.required(absent);
  if (old) return { ...old, fields: merged };
  const id = request.account.newId('position');
  return { type: 'customerorderposition', id, path: `${orderPath}/positions/${id}`, fields: merged };
}
