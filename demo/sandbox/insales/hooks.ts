/** Webhooks: what is told, to whom, and the methods to register them (InSales docs, webhooks). */
import { z } from 'zod';
import type { Account } from './account.ts';
import { done, Invalid, json, notFound } from './answers.ts';
import { clientView } from './client-view.ts';
import { orderView } from './order-view.ts';
import { productView } from './product-view.ts';
import type { Client, Order, Product, Webhook } from './records.ts';
import type { Handler } from './requests.ts';
import { changes, envelope, given, id, validate } from './validation.ts';

const topics = [
  ...(['orders/create', 'orders/update', 'orders/destroy'] as const),
  ...(['products/create', 'products/update', 'client/create', 'client/update'] as const),
] as const;

type Topic = (typeof topics)[number];

/** One bare order, as it is read. */
export function tellOfOrder(account: Account, topic: Extract<Topic, `orders/${string}`>, order: Order): void {
  const body = JSON.stringify(orderView(account, order));
  if (topic !== 'orders/destroy' && account.settings.hookUrl !== '') send(account, account.settings.hookUrl, body);
  tell(account, topic, body);
}

/** One bare client. */
export function tellOfClient(account: Account, topic: Extract<Topic, `client/${string}`>, client: Client): void {
  tell(account, topic, JSON.stringify(clientView(account, client)));
}

/** A list of products. */
export function tellOfProducts(
  account: Account,
  topic: Extract<Topic, `products/${string}`>,
  products: readonly Product[],
): void {
  tell(account, topic, JSON.stringify(products.map(product => productView(account, product))));
}

function tell(account: Account, topic: Topic, body: string): void {
  for (const webhook of account.webhooks.values()) if (webhook.topic === topic) send(account, webhook.address, body);
}

/** Unsigned: no document tells of a signature. */
function send({ kit, settings }: Account, url: string, body: string): void {
  kit.sendHook({ url, headers: { 'content-type': 'application/json' }, attempts: settings.hookAttempts, body });
}

const newHook = z.object({
  address: z.url({ protocol: /^https?$/, error: 'имеет неверное значение' }),
  topic: z.enum(topics, { error: 'имеет неверное значение' }),
  format_type: z.enum(['json', 'xml'], { error: 'имеет неверное значение' }).optional(),
  warehouse_id: id.nullish(),
  sales_channel_id: id.nullish(),
  batch_size: id.optional(),
});

const shown = ({ ...webhook }: Webhook): object => webhook;

export const listHooks: Handler = ({ webhooks }) => json(200, [...webhooks.values()].map(shown));

export const getHook: Handler = ({ webhooks }, request) => {
  const webhook = webhooks.get(request.id());
  return webhook ? json(200, shown(webhook)) : notFound;
};

export const postHook: Handler = (account, { body }) => {
  const fields = validate(newHook, envelope(body, 'webhook'), account.settings);
  const { address, topic, format_type = 'xml', warehouse_id = null, sales_channel_id = null, batch_size = 10 } = fields;
  refuseTwins(account, 0, address, topic);
  const webhook = {
    id: account.nextId('webhook'),
    address,
    topic,
    format_type,
    warehouse_id,
    sales_channel_id,
    batch_size,
  };
  account.webhooks.set(webhook.id, webhook);
  return json(201, shown(webhook));
};

export const putHook: Handler = (account, request) => {
  const webhook = account.webhooks.get(request.id());
  if (!webhook) return notFound;
  const patch = given(validate(newHook.partial(), changes(request.body, 'webhook'), account.settings));
  const changed = { ...webhook, ...patch } as Webhook;
  refuseTwins(account, webhook.id, changed.address, changed.topic);
  account.webhooks.set(webhook.id, changed);
  return json(200, shown(changed));
};

export const deleteHook: Handler = ({ webhooks }, request) => (webhooks.delete(request.id()) ? done : notFound);

function refuseTwins({ webhooks }: Account, own: number, address: string, topic: string): void {
  const twin = [...webhooks.values()].find(each => each.id !== own && each.address === address && each.topic === topic);
  if (twin) throw new Invalid({ address: ['уже существует'] });
}
