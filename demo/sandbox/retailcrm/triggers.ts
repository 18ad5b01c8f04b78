/** Triggers with the action "HTTP request": form fields, filled in from the order (a published shop module's guide). */
import type { Account } from './account.ts';
import type { Order } from './orders/order.ts';
import type { Trigger } from './settings.ts';

/** What a template can ask of an order. The program's own language can do more. */
const getters: Readonly<Record<string, (order: Order) => string>> = {
  'order.getId()': ({ id }) => String(id),
  'order.getExternalId()': ({ externalId }) => externalId ?? '',
  'order.getNumber()': ({ number }) => number,
  'order.getStatus().getCode()': ({ status }) => status,
  'order.getSite().getCode()': ({ site }) => site,
  'order.getPhone()': ({ fields }) => fields.phone ?? '',
};

/** Sends what the account's triggers have to say of a status an order has entered. */
export function fireTriggers(account: Account, order: Order): void {
  for (const trigger of account.settings.triggers) {
    if (trigger.statuses.length === 0 || trigger.statuses.includes(order.status)) send(account, trigger, order);
  }
}

function send({ kit, settings }: Account, { url, method, parameters }: Trigger, order: Order): void {
  const filled = Object.entries(parameters).map(
    ([name, template]) => [name, fill(template, order)] as [string, string],
  );
  const attempts = settings.triggerAttempts;
  if (method === 'GET') {
    const target = new URL(url);
    for (const [name, value] of filled) target.searchParams.append(name, value);
    kit.sendHook({ url: target.href, method, body: '', attempts });
    return;
  }
  const body = new URLSearchParams(filled).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  kit.sendHook({ url, method, headers, body, attempts });
}

function fill(template: string, order: Order): string {
  return template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_, expression: string) => getters[expression]?.(order) ?? '');
}
