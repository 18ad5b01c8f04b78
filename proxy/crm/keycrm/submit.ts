import type { CrmMethods, Memo, ShopFacts, Submitted, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import type { Order } from '../order.ts';
import { type Api, REPEATED } from './api.ts';
import { newCard, newOrder } from './map.ts';
import { idOf } from './places.ts';
import type { Settings } from './settings.ts';
import type { Currencies } from './sources.ts';
import { Changed, Created, Order as Found } from './wire.ts';

/** What orders are created with. */
export interface Desk {
  api: Api;
  settings: Settings;
  shop: ShopFacts;
  currencies: Currencies;
}

const submittedOf = async (
  { id, grand_total }: Created,
  source: string,
  { currencies }: Desk,
  warnings: readonly Warning[] = [],
): Promise<Submitted> => {
  const currency = grand_total === undefined ? null : await currencies.of(source);
  const total = currency && toMoney(grand_total, currency);
  return { ref: id, number: id, ...(total && { total }), warnings: [...warnings] };
};

/**
 * Looks for the order by what KeyCRM was told to know it by, in the source it was sent to. A copy made in KeyCRM has a
 * parent, and is not what we sent where that is there too.
 */
const findSubmitted = async (order: Order, desk: Desk) => {
  const source = String(idOf(desk.settings.source, order));
  const uuid = order.externalId;
  // A comma would make a list of it.
  if (uuid.includes(',')) return { found: null, complete: false };
  const query = { 'filter[source_uuid]': uuid, 'filter[source_id]': source, sort: '-id' };
  const { rows, more } = await desk.api.page('order', query, Found);
  const ours = rows.filter(row => row.source_uuid === uuid && (row.source_id ?? source) === source);
  const found = ours.find(row => row.parent_id === undefined) ?? ours[0];
  // A filter that was not heeded gives strangers' orders: then only having seen all of them proves anything.
  return { found: found ? await submittedOf(found, source, desk) : null, complete: !more };
};

const isAbout = (error: unknown, field: string): boolean =>
  error instanceof CrmFailure && error.kind === 'invalid' && (error.code ?? '').split('.')[0] === field;

/** A custom field may be of any kind: what one does not take is told in the comment, and holds up no order. */
const post = async ({ api, settings, shop }: Desk, path: string, write: typeof newOrder, order: Order) => {
  const { body, warnings } = write(order, settings, shop);
  try {
    return { created: await api.post(path, body, Created), warnings };
  } catch (error) {
    if (!isAbout(error, 'custom_fields') || !body['custom_fields']) throw error;
    const plain = write(order, { ...settings, customFields: [] }, shop);
    const created = await api.post(path, plain.body, Created);
    const dropped: Warning = { code: 'field-dropped', about: 'custom_fields', money: false };
    return { created, warnings: [...plain.warnings, dropped] };
  }
};

const createOrder = async (order: Order, memo: Memo, desk: Desk): Promise<Submitted> => {
  try {
    const { created, warnings } = await post(desk, 'order', newOrder, order);
    await memo.save({ ref: created.id });
    return await submittedOf(created, String(idOf(desk.settings.source, order)), desk, warnings);
  } catch (error) {
    if (!isAbout(error, REPEATED)) throw error;
    const { found } = await findSubmitted(order, desk);
    if (found) return found;
    throw error;
  }
};

/** A card has no number a visitor could know, and no sum. */
const createCard = async (order: Order, memo: Memo, desk: Desk): Promise<Submitted> => {
  const { created, warnings } = await post(desk, 'pipelines/cards', newCard, order);
  await memo.save({ ref: created.id });
  return { ref: created.id, number: null, warnings: [...warnings] };
};

const refOf = async (order: Order, memo: Memo, desk: Desk): Promise<string> => {
  const { ref } = memo.value;
  if (typeof ref === 'string') return ref;
  const { found } = desk.settings.lead ? { found: null } : await findSubmitted(order, desk);
  // It was created, so that not to be shown it is KeyCRM's fault, or a matter of time.
  if (!found) throw new CrmFailure('GET /order', { kind: 'protocol', taken: 'no', code: 'order-not-found' });
  await memo.save({ ref: found.ref });
  return found.ref;
};

const NO_STATUS: Warning = { code: 'field-dropped', about: 'status', money: false };

/** Status and tags cannot be given with the order (KeyCRM OpenAPI). Each once: a manager may have changed them since. */
const finish = async (order: Order, memo: Memo, desk: Desk): Promise<Warning[]> => {
  const { api, settings } = desk;
  const isStrange = order.status !== undefined && !/^\d{1,15}$/.test(order.status);
  const chosen =
    order.status === undefined || isStrange ? idOf(settings.onCreated?.status, order) : Number(order.status);
  // Cards take no tags by the API.
  const tags = settings.lead ? [] : (settings.onCreated?.tags ?? []);
  const warnings = isStrange ? [NO_STATUS] : [];
  if (chosen === undefined && tags.length === 0) return warnings;
  const ref = await refOf(order, memo, desk);
  const once = async (step: string, act: () => Promise<unknown>) => {
    if (memo.value[step] === true) return;
    await act();
    await memo.save({ [step]: true });
  };
  const path = settings.lead ? 'pipelines/cards' : 'order';
  if (chosen !== undefined) await once('status', () => api.put(`${path}/${ref}`, { status_id: chosen }, Changed));
  for (const tag of tags) {
    await once(`tag-${tag}`, () => api.touch(`order/${ref}/tag/${tag}`, Changed));
  }
  return warnings;
};

/** The methods that create and complete an order, or a card. */
export const submitting = (desk: Desk): Pick<CrmMethods, 'submitOrder' | 'finish' | 'findSubmitted'> => ({
  submitOrder: (order, memo) => (desk.settings.lead ? createCard : createOrder)(order, memo, desk),
  finish: (order, memo) => finish(order, memo, desk),
  ...(!desk.settings.lead && { findSubmitted: (order: Order) => findSubmitted(order, desk) }),
});
