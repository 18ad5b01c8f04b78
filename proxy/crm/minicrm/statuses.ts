import type { CrmStatus, InCrm } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { orderIdOf } from './orders.ts';
import { stageIn } from './stages.ts';
import { Card, type Schema, Stepped, Written } from './wire.ts';

/** The labels of the statuses of orders, by their ids. */
export type ReadStatuses = () => Promise<ReadonlyMap<string, string>>;

const OPERATION = 'R3/Schema/Project';

/** The values of a drop-down field, by their ids. */
export const choicesOf = (schema: Schema, field: string): ReadonlyMap<string, string> => {
  const values = schema[field];
  return new Map(values && typeof values === 'object' && !Array.isArray(values) ? Object.entries(values) : []);
};

export const readStatuses = async ({ api, settings }: Pick<Context, 'api' | 'settings'>) =>
  choicesOf(await api.schema(settings.orders), 'StatusId');

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** A status as it is known to the config: by its id. Lists have that, single cards the label. */
export const statusOf = async (written: string, read: ReadStatuses): Promise<CrmStatus> => {
  const labels = await read();
  const id = labels.has(written) ? written : [...labels].find(([, label]) => same(label, written))?.[0];
  const name = id === undefined ? written : labels.get(id);
  const stage = name === undefined ? null : stageIn(name);
  return { code: id ?? written, ...(name !== undefined && { name }), ...(stage && { stage }) };
};

const toStep = async (context: Context, { ref }: InCrm, step: string, isThere: () => Promise<boolean>) => {
  if (await isThere()) return;
  const operation = `Order/${step}`;
  const id = await orderIdOf(context, ref);
  // Drafts are on no list (Integrations Manual, "Order endpoint").
  if (id === null) throw new CrmFailure(operation, { kind: 'conflict', taken: 'no', code: 'order-not-listed' });
  await context.api.call({ operation, path: `Order/${id}/${step}`, method: 'POST' }, Stepped);
};

/** Sets a status, by its id or label: by a step of the order where the settings name one, else on the card. */
export const setStatus = async (context: Context, read: ReadStatuses, order: InCrm, status: string): Promise<void> => {
  const { api, settings } = context;
  const { code, name = '' } = await statusOf(status, read);
  const labels = await read();
  if (!labels.has(code)) {
    const kind = labels.size > 0 ? 'invalid' : 'protocol';
    throw new CrmFailure(OPERATION, { kind, taken: 'no', code: 'no-such-status' });
  }
  const path = `R3/Project/${encodeURIComponent(order.ref)}`;
  const step = Object.entries(settings.steps).find(([key]) => key === code || same(key, name))?.[1];
  if (step === undefined) {
    const body = { StatusId: Number(code) };
    await api.call({ operation: 'R3/Project', path, method: 'PUT', body }, Written);
    return;
  }
  await toStep(context, order, step, async () => {
    const card = await api.call({ operation: 'R3/Project', path }, Card);
    return card.StatusId === code || same(card.StatusId ?? '', name);
  });
};
