import { z } from 'zod';
import type { ShopFacts, Warning } from '../crm.ts';
import { toMajorNumber } from '../money.ts';
import { type Order, orderDiscount } from '../order.ts';
import { type Draft, draft, filled } from './draft.ts';
import { type KeyProduct, productsOf } from './lines.ts';
import { notesOf } from './notes.ts';
import { paymentsOf } from './payments.ts';
import { customFieldsOf, idOf } from './places.ts';
import type { Settings } from './settings.ts';
import { placeOf, shippingOf } from './shipping.ts';
import { toUtc } from './time.ts';
import { type Words, wordsIn } from './words.ts';

type Shop = Pick<ShopFacts, 'timeZone' | 'language'>;

/** A body to be sent, and what a manager should know about it. */
export interface Written {
  body: Record<string, unknown>;
  warnings: readonly Warning[];
}

const UTM = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const;

const marketingOf = (draft: Draft, { marketing }: Order) =>
  filled(Object.fromEntries(UTM.map(name => [name, draft.line(name, marketing[name])])));

/** KeyCRM refuses an order for a bad address of mail (KeyCRM help), so such a one stays behind. */
const mailOf = (draft: Draft, email: string | undefined): string | undefined => {
  const mail = email?.trim();
  if (!mail) return undefined;
  if (mail.length <= 191 && z.email().safeParse(mail).success) return mail;
  draft.warn('field-dropped', 'buyer.email');
  return undefined;
};

/** KeyCRM wants a name, a phone or an address of mail (KeyCRM help): an order without any is called by its number. */
const buyerOf = (draft: Draft, { customer, number }: Order, words: Words) => {
  const { name, firstName, lastName, company, phone, email } = customer;
  const buyer = filled({
    full_name: draft.line('buyer.full_name', name || [firstName, lastName].filter(Boolean).join(' ') || company),
    email: mailOf(draft, email),
    phone: draft.line('buyer.phone', phone),
  });
  if (buyer) return buyer;
  draft.warn('other', 'buyer');
  return { full_name: `${words.order} ${number}` };
};

const listOrNone = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

const shared = (draft: Draft, order: Order, settings: Settings, shop: Shop, words: Words) => ({
  source_id: idOf(settings.source, order),
  manager_id: idOf(settings.manager, order),
  products: productsOf(draft, order, settings, words),
  payments: listOrNone(paymentsOf(draft, order, settings)),
  custom_fields: listOrNone(customFieldsOf(order, settings, shop)),
});

/** An order as `POST /order` takes it. Pure: the same order gives the same body. */
export const newOrder = (order: Order, settings: Settings, shop: Shop): Written => {
  const notes = draft();
  const words = wordsIn(shop.language);
  const { delivery } = order;
  const discount = orderDiscount(order);
  const common = shared(notes, order, settings, shop, words);
  const isPaymentSent = common.payments !== undefined;
  const body = {
    ...common,
    source_uuid: order.externalId,
    ordered_at: toUtc(Date.parse(order.placedAt)),
    buyer: buyerOf(notes, order, words),
    buyer_comment: order.comment?.trim() || undefined,
    manager_comment: notesOf(order, settings, { ...shop, words, isPaymentSent }).join('\n') || undefined,
    promocode: notes.line('promocode', order.promoCode),
    discount_amount: discount.amount > 0 ? toMajorNumber(discount) : undefined,
    shipping_price: delivery.cost ? toMajorNumber(delivery.cost) : undefined,
    shipping: shippingOf(notes, order, settings, { ...shop, words }),
    marketing: marketingOf(notes, order),
  };
  return { body: filled(body) ?? {}, warnings: notes.warnings };
};

/** A product of a card has no comment and no properties. */
const cardProductOf = ({ comment, properties: _, ...product }: KeyProduct) =>
  comment === undefined ? product : { ...product, name: `${product.name} (${comment})` };

/** What a card has no field for, in words. */
const cardNotes = (draft: Draft, order: Order, words: Words): string[] => {
  const { delivery, comment, promoCode } = order;
  const discount = orderDiscount(order);
  const { address = {}, recipient, methodName, method } = delivery;
  const { point, second } = placeOf(order, words);
  const { region, city, postcode, country } = address;
  // KeyCRM adds neither to the sum of a card, so that it will not be the one the visitor saw.
  if (delivery.cost?.amount) draft.warn('field-dropped', 'delivery.cost', true);
  if (discount.amount) draft.warn('discount-changed', 'discount', true);
  const told: [label: string, parts: (string | number | undefined)[]][] = [
    [words.comment, [comment?.trim()]],
    [words.delivery, [methodName ?? method, delivery.cost ? toMajorNumber(delivery.cost) : undefined]],
    [words.address, [country, region, city, postcode, point, second]],
    [words.recipient, [recipient?.name, recipient?.phone]],
    [words.promoCode, [promoCode]],
    [words.discount, [discount.amount > 0 ? toMajorNumber(discount) : undefined]],
  ];
  const notes = told.map(([label, parts]) => [
    label,
    parts.filter(part => part !== undefined && part !== '').join(', '),
  ]);
  const properties = order.lines.flatMap(line =>
    line.properties.map(({ name, value }) => `${line.name ?? line.sku}: ${name} ${value}`),
  );
  return [...notes.filter(([, text]) => text).map(note => note.join(': ')), ...properties];
};

/** An order as `POST /pipelines/cards` takes it: a card has less fields, and the rest is written down. */
export const newCard = (order: Order, settings: Settings, shop: Shop): Written => {
  const notes = draft();
  const words = wordsIn(shop.language);
  const { products, ...rest } = shared(notes, order, settings, shop, words);
  const isPaymentSent = rest.payments !== undefined;
  const fieldless = notesOf(order, { ...settings, warehouseRef: undefined }, { ...shop, words, isPaymentSent });
  const body = {
    ...rest,
    title: `№${order.number}`,
    pipeline_id: idOf(settings.lead?.pipeline, order),
    contact: buyerOf(notes, order, words),
    products: products.map(cardProductOf),
    manager_comment: [...cardNotes(notes, order, words), ...fieldless].join('\n') || undefined,
    ...marketingOf(notes, order),
  };
  return { body: filled(body) ?? {}, warnings: notes.warnings };
};
