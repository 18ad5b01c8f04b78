/** Subscribing to webhooks (amoCRM documentation, webhooks-api). */
import { z } from 'zod';
import type { Account } from '../account.ts';
import { ACCOUNT_ID, OWNER_ID } from '../data/company.ts';
import { hal, invalid, noContent, problem } from '../http/answers.ts';
import { valuesOf } from '../http/filters.ts';
import type { Handler } from '../http/request.ts';
import { readOne } from '../http/validation.ts';
import type { Webhook } from '../records.ts';

const MAX_WEBHOOKS = 100;

const entities = ['lead', 'contact', 'company', 'customer', 'talk', 'task'];
const actions = ['responsible', 'restore', 'add', 'update', 'delete', 'note', 'status'];
const known = [...actions.flatMap(action => entities.map(entity => `${action}_${entity}`)), 'add_chat_template_review'];

const webhookBody = z.object({
  destination: z.string(),
  settings: z.array(z.string().refine(name => known.includes(name))).min(1),
  sort: z.int().nullish(),
});

const destinationBody = z.object({ destination: z.string() });

/** A bad address is told by the code of the framework's own rule (Kommo's page of status codes). */
const NOT_AN_ADDRESS = '57c2f299-1154-4870-89bb-ef3b1f5ad229';

const webhookOf = ({ webhooks }: Account, destination: string): Webhook | undefined =>
  [...webhooks.values()].find(webhook => webhook.destination === destination);

export const listWebhooks: Handler = ({ webhooks }, request) => {
  const wanted = valuesOf(request, 'destination');
  const rows = [...webhooks.values()].filter(({ destination }) => wanted.length === 0 || wanted.includes(destination));
  if (rows.length === 0) return noContent();
  return hal({ _total_items: rows.length, _embedded: { webhooks: rows.map(webhookView) } });
};

/** One address has one webhook: a second subscription takes the place of the first. */
export const postWebhook: Handler = (account, request) => {
  const { destination, settings, sort } = readOne(webhookBody, request.body());
  if (!/^https?:$/.test(URL.parse(destination)?.protocol ?? '')) {
    throw invalid(new Map([[0, [{ code: NOT_AN_ADDRESS, path: 'destination' }]]]));
  }
  const before = webhookOf(account, destination);
  if (!before && account.webhooks.size >= MAX_WEBHOOKS) return problem(422, `Не более ${MAX_WEBHOOKS} вебхуков`);
  const now = account.now();
  const webhook: Webhook = {
    ...{ id: before?.id ?? account.nextId('webhook'), destination, settings: [...new Set(settings)] },
    ...{ sort: sort ?? before?.sort ?? account.webhooks.size + 1, createdAt: before?.createdAt ?? now, updatedAt: now },
  };
  account.webhooks.set(webhook.id, webhook);
  return hal(webhookView(webhook), 201);
};

export const deleteWebhook: Handler = (account, request) => {
  const webhook = webhookOf(account, readOne(destinationBody, request.body()).destination);
  if (!webhook) return problem(404, 'Такого вебхука нет');
  account.webhooks.delete(webhook.id);
  return noContent();
};

function webhookView({ id, destination, createdAt, updatedAt, sort, settings }: Webhook): object {
  return {
    ...{ id, destination, created_at: createdAt, updated_at: updatedAt, account_id: ACCOUNT_ID, created_by: OWNER_ID },
    ...{ sort, disabled: false, settings },
  };
}
