import { isOurHook } from '../hooks.ts';
import type { Api } from './api.ts';
import { Webhook, writtenIn } from './wire.ts';

/** Names of the vendor's client; a lead that is added or restored has a status too. */
const EVENTS = ['add_lead', 'status_lead', 'restore_lead'];
const SORT = 10;

const ours = async (api: Api, url: string): Promise<Webhook[]> => {
  const { rows } = await api.rows({ operation: 'webhooks' }, 'webhooks', Webhook);
  return rows.filter(({ destination }) => isOurHook(destination, url));
};

const remove = (api: Api, { destination }: Webhook): Promise<void> =>
  api.touch({ method: 'DELETE', operation: 'webhooks', body: { destination } });

const isRight = ({ destination, settings, disabled }: Webhook, url: string): boolean =>
  destination === url && disabled !== true && EVENTS.every(event => settings.includes(event));

/** Has amoCRM tell us of leads, at this address and no older one. Only an administrator's token may (vendor's client). */
export const addHook = async (api: Api, url: string): Promise<void> => {
  const there = await ours(api, url);
  for (const hook of there.filter(each => !isRight(each, url))) await remove(api, hook);
  if (there.some(each => isRight(each, url))) return;
  const body = { destination: url, settings: EVENTS, sort: SORT };
  await api.call({ method: 'POST', operation: 'webhooks', body }, writtenIn('webhooks'));
};

export const removeHook = async (api: Api, url: string): Promise<void> => {
  for (const hook of await ours(api, url)) await remove(api, hook);
};
