/** What the owner has set up, as the API lists it. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { deliveryVariants, paymentGateways, shop, stockCurrencies, warehouses } from './directories.ts';
import { categories } from './menu.ts';
import { collectionOf } from './product-view.ts';
import type { Field } from './records.ts';
import type { Handler } from './requests.ts';
import { offsetTime } from './times.ts';
import { envelope, validate } from './validation.ts';

const MADE_AT = Date.UTC(2026, 0, 12, 8);
const ORDER_FIELD = 3;

function stamps({ settings }: Account): object {
  const time = offsetTime(MADE_AT, settings.timeZone);
  return { created_at: time, updated_at: time };
}

const gatewaysOf = (deliveryId: number) => paymentGateways.filter(({ deliveries }) => deliveries.includes(deliveryId));

function deliveryView(
  account: Account,
  { price, ...variant }: (typeof deliveryVariants)[number],
  position: number,
): object {
  const links = gatewaysOf(variant.id).map(({ id }) => ({ id: id + variant.id, payment_gateway_id: id }));
  return {
    ...{ ...variant, position, price: price.toFixed(1), delivery_locations: [], payment_delivery_variants: links },
    ...stamps(account),
  };
}

function gatewayView(
  account: Account,
  { deliveries, ...gateway }: (typeof paymentGateways)[number],
  position: number,
): object {
  const links = deliveries.map(id => ({ id: id + gateway.id, delivery_variant_id: id }));
  return {
    ...{ ...gateway, description: null, position, margin: '0.0', payment_delivery_variants: links },
    ...{ available_for_individual_clients: true, available_for_juridical_clients: true, ...stamps(account) },
  };
}

export const listDeliveries: Handler = account =>
  json(
    200,
    deliveryVariants.map((each, index) => deliveryView(account, each, index + 1)),
  );

export const getDelivery: Handler = (account, request) => {
  const index = deliveryVariants.findIndex(({ id }) => id === request.id());
  const found = deliveryVariants[index];
  return found ? json(200, deliveryView(account, found, index + 1)) : notFound;
};

export const listGateways: Handler = account =>
  json(
    200,
    paymentGateways.map((each, index) => gatewayView(account, each, index + 1)),
  );

export const getGateway: Handler = (account, request) => {
  const index = paymentGateways.findIndex(({ id }) => id === request.id());
  const found = paymentGateways[index];
  return found ? json(200, gatewayView(account, found, index + 1)) : notFound;
};

function fieldView(account: Account, { id, destiny, title, handle, type }: Field, index: number): object {
  return {
    ...{ id, destiny, office_title: title, title, system_name: null, handle, type, position: index + 1 },
    ...{ obligatory: false, active: true, for_buyer: destiny !== ORDER_FIELD, show_in_checkout: false },
    ...stamps(account),
  };
}

export const listFields: Handler = account =>
  json(
    200,
    [...account.fields.values()].map((each, index) => fieldView(account, each, index)),
  );

export const getField: Handler = (account, request) => {
  const found = account.fields.get(request.id());
  return found ? json(200, fieldView(account, found, found.id)) : notFound;
};

const ownView = ({ id, title, handle, type }: Field): object => ({ id, title, handle, type: `Order${type}` });

/** Fields an application has made for itself (a client of the API). */
export const listOrderFields: Handler = ({ fields }) =>
  json(200, [...fields.values()].filter(({ own }) => own).map(ownView));

const orderFieldSchema = z.object({
  title: z.string({ error: 'не может быть пустым' }).min(1, 'не может быть пустым'),
  type: z.enum(['OrderField::TextField', 'OrderField::TextArea'], { error: 'имеет неверное значение' }),
});

export const postOrderField: Handler = (account, { body }) => {
  const { title, type } = validate(orderFieldSchema, envelope(body, 'order_field'), account.settings);
  const id = account.nextId('field');
  const made = {
    id,
    destiny: ORDER_FIELD,
    title,
    handle: `app_field_${id}`,
    type: type.replace('Order', ''),
    own: true,
  };
  account.fields.set(id, made);
  return json(201, ownView(made));
};

/** Products are kept in categories, and shown in collections. */
export const listCategories: Handler = account =>
  json(
    200,
    Object.entries(categories).map(([title, id]) => ({ id, title, parent_id: null, position: id, ...stamps(account) })),
  );

export const listCollections: Handler = account =>
  json(
    200,
    Object.entries(categories).map(([title, id]) => ({
      ...{ id: collectionOf(id), title, permalink: title, parent_id: null, position: id, is_hidden: false },
      ...stamps(account),
    })),
  );

export const listWarehouses: Handler = account =>
  json(
    200,
    warehouses.map(each => ({ ...each, ...stamps(account) })),
  );

export const listCurrencies: Handler = () => json(200, stockCurrencies);

export const getAccount: Handler = account =>
  json(200, {
    ...{ ...shop, main_host: shop.host, locale: 'ru', currency: 'RUR', time_zone: account.settings.timeZone },
    ...stamps(account),
  });
