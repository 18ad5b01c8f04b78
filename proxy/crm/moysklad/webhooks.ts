import { z } from 'zod';
import { CrmFailure } from '../failure.ts';
import { isOurHook } from '../hooks.ts';
import type { Context } from './api.ts';
import { Created, Webhook } from './wire.ts';

const OPERATION = 'entity/webhook';
/** A state is changed by a change of its order: there is no narrower event (documentation, Webhooks). */
const EVENT = { entityType: 'customerorder', action: 'UPDATE' } as const;

const oursIn = async ({ api }: Context, url: string): Promise<Webhook[]> => {
  const all = await api.rows({ operation: OPERATION, query: { limit: '1000' } }, Webhook);
  return all.filter(hook => isOurHook(hook.url, url));
};

const remove = async ({ api }: Context, { id }: Webhook): Promise<void> => {
  const path = `${OPERATION}/${encodeURIComponent(id)}`;
  try {
    await api.call({ operation: OPERATION, path, method: 'DELETE' }, z.unknown());
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.kind !== 'not-found') throw error;
  }
};

const isEvent = ({ entityType, action }: Webhook): boolean =>
  entityType === EVENT.entityType && action === EVENT.action;

/**
 * Registers our address, or corrects what is registered already; of several only one stays. Only an administrator's
 * token may (documentation, Webhooks).
 */
export const addHook = async (context: Context, url: string): Promise<void> => {
  const ours = (await oursIn(context, url)).filter(isEvent);
  const kept = ours.find(hook => hook.url === url) ?? ours[0];
  for (const hook of ours) if (hook !== kept) await remove(context, hook);
  if (kept?.url === url && kept.enabled === true) return;
  const body = { ...EVENT, url, enabled: true };
  const ask = kept
    ? ({ operation: OPERATION, path: `${OPERATION}/${kept.id}`, method: 'PUT', body } as const)
    : ({ operation: OPERATION, method: 'POST', body } as const);
  await context.api.call(ask, Created);
};

export const removeHook = async (context: Context, url: string): Promise<void> => {
  for (const hook of await oursIn(context, url)) await remove(context, hook);
};
