/** Orders as the back door shows and moves them. */
import { BadInput } from '../kit/input.ts';
import type { SandboxLine, SandboxOrder } from '../kit/sandbox.ts';
import { type Account, find, ofType } from './account.ts';
import { change } from './changes.ts';
import { findState, states, way } from './data/states.ts';
import { shown } from './http/render.ts';
import { skuOf } from './kinds/goods.ts';
import { type Entity, numberOf, refOf, refTo, textOf } from './values.ts';
import { byHand } from './webhooks.ts';

export function showOrders(account: Account): readonly SandboxOrder[] {
  return ofType(account, 'customerorder').map(order => showOrder(account, order));
}

/** Orders go by their id and number; their states by name, as no state has a code. Prices are in roubles here. */
function showOrder(account: Account, order: Entity): SandboxOrder {
  const { id, fields, positions = [] } = order;
  const { syncId, externalCode, agent, state, ...rest } = shown({ account }, order);
  const customer = find(account, refOf(fields, 'agent'))?.fields ?? {};
  const stateNow = find(account, refOf(fields, 'state'));
  const common = {
    ref: id,
    number: textOf(fields, 'name'),
    externalId: order.codeGiven ? textOf(fields, 'externalCode') : null,
    phone: textOf(customer, 'phone'),
    status: textOf(stateNow?.fields ?? {}, 'name'),
    lines: positions.map(position => showLine(account, position)),
  };
  const details = { ...rest, id: undefined, positions: undefined };
  return { ...common, ...{ stateId: stateNow?.id, customer, syncId, externalCode, fields: details } };
}

function showLine(account: Account, { fields }: Entity): SandboxLine {
  const goods = find(account, refOf(fields, 'assortment'));
  const line = {
    sku: goods ? skuOf(goods) : '',
    quantity: numberOf(fields, 'quantity'),
    price: numberOf(fields, 'price') / 100,
  };
  return { ...line, ...{ name: goods?.fields['name'], discount: fields['discount'] } };
}

/** A state set by a person in the program. */
export function setStatus(account: Account, ref: string, wanted: string): SandboxOrder | undefined {
  const state = findState(wanted);
  if (!state) {
    throw new BadInput(`status: one of ${states.map(({ id, fields }) => `${fields['name']} (${id})`).join(', ')}.`);
  }
  const order = orderAt(account, ref);
  if (!order) return undefined;
  const moved = { ...order, fields: { ...order.fields, state: refTo(state) } };
  return showOrder(account, change(account, byHand, moved, ['state']));
}

/** The state after the one an order is in; off the kitchen's way there is none. */
export function nextStatus(account: Account, ref: string): string | undefined {
  const order = orderAt(account, ref);
  const state = order && find(account, refOf(order.fields, 'state'));
  const place = state ? way.indexOf(textOf(state.fields, 'name')) : -1;
  return place < 0 ? undefined : way[place + 1];
}

function orderAt({ entities }: Account, ref: string): Entity | undefined {
  return entities.get(`entity/customerorder/${ref}`);
}
