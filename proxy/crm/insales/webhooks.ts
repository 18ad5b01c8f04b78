import { z } from 'zod';
import { CrmFailure } from '../failure.ts';
import { isOurHook } from '../hooks.ts';
import { Refusal } from './answer.ts';
import type { Api } from './api.ts';
import { readAll } from './feed.ts';
import { Webhook } from './wire.ts';

/** A new order is told too: it proves that one whose answer was lost was taken. */
const TOPICS = ['orders/create', 'orders/update'] as const;
const PAGES = 4;

const oursIn = async (api: Api, url: string): Promise<Webhook[]> => {
  const all = await readAll(api, { path: 'webhooks', pages: PAGES }, Webhook);
  if (all.length > 0 && all.every(({ address }) => address === undefined)) {
    // Whose they are cannot be told then; a person has to look.
    throw new CrmFailure('GET webhooks', { kind: 'protocol', taken: 'no', code: 'no-address' });
  }
  return all.filter(({ address }) => isOurHook(address, url));
};

const remove = async (api: Api, { id }: Webhook): Promise<void> => {
  try {
    await api({ method: 'DELETE', path: `webhooks/${id}` }, z.unknown());
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.kind !== 'not-found') throw error;
  }
};

/** An address stands once under a topic (vendor's docs, 07): that it is there already is as good. */
const create = async (api: Api, webhook: object): Promise<void> => {
  try {
    await api({ method: 'POST', path: 'webhooks', body: { webhook } }, z.unknown());
  } catch (error) {
    if (!(error instanceof Refusal) || !error.fields.includes('address')) throw error;
  }
};

const isRight = ({ address, format_type }: Webhook, url: string): boolean => address === url && format_type === 'json';

/** Registers our address for each topic, or corrects what is registered already; of several only one stays. */
export const addHook = async (api: Api, url: string): Promise<void> => {
  const ours = await oursIn(api, url);
  for (const topic of TOPICS) {
    const alike = ours.filter(hook => hook.topic === topic);
    const kept = alike.find(({ address }) => address === url) ?? alike[0];
    for (const hook of alike) if (hook !== kept) await remove(api, hook);
    const webhook = { address: url, topic, format_type: 'json' };
    if (!kept) await create(api, webhook);
    else if (!isRight(kept, url))
      await api({ method: 'PUT', path: `webhooks/${kept.id}`, body: { webhook } }, z.unknown());
  }
};

export const removeHook = async (api: Api, url: string): Promise<void> => {
  for (const hook of await oursIn(api, url)) await remove(api, hook);
};
