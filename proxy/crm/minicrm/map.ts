import { choose, valueAt } from '../choice.ts';
import type { ShopFacts, Warning } from '../crm.ts';
import { createDraft, type Draft } from '../draft.ts';
import type { Order } from '../order.ts';
import { cut } from '../text.ts';
import { toWall } from '../time.ts';
import { deliveryOf, discountOf } from './charges.ts';
import { goodsOf, type Sale } from './goods.ts';
import type { Ids } from './ids.ts';
import { netPrice } from './net.ts';
import { subjectOf } from './notes.ts';
import { businessOf, callOf, cardOf, contactOf, placeOf } from './people.ts';
import type { Settings } from './settings.ts';
import { wordsIn } from './words.ts';
import { type Element, fileOf } from './xml.ts';

/** The clock of every time in MiniCRM, whatever the shop's country (Integrations Manual; the vendor's plugin). */
export const BUDAPEST = 'Europe/Budapest';

/** What the vendor's plugin cuts descriptions to; nothing is documented of the others. */
const LONG = 1024;

export interface OrderFile {
  xml: string;
  warnings: readonly Warning[];
}

const long = (draft: Draft, about: string, text: string): string => {
  if (text.length > LONG) draft.warn('text-cut', about);
  return cut(text, LONG);
};

/** `21%`, `5.5%`. */
const percent = (vat: number): string => `${Number(vat.toFixed(2))}%`;

const productOf = (draft: Draft, id: number, sale: Sale, { currency }: Order, { folder }: Settings): Element => {
  const { name, sku, ean, description, quantity, gross, vat, unit } = sale;
  if (gross === null) draft.warn('other', sku, true);
  return {
    '@Id': id,
    Name: draft.short('Product.Name', name) ?? sku,
    SKU: sku,
    EAN: ean,
    PriceNet: netPrice(gross ?? 0, currency, quantity, vat),
    Quantity: String(quantity),
    Unit: unit,
    VAT: percent(vat),
    FolderName: folder,
    Description: long(draft, 'Product.Description', description),
  };
};

const productsOf = async (draft: Draft, order: Order, settings: Settings, ids: Ids): Promise<Element[]> => {
  const goods = goodsOf(order, settings);
  const delivery = deliveryOf(order, settings);
  const rows: Element[] = [];
  for (const sale of [...goods, ...delivery, ...discountOf(order, goods, delivery, settings)]) {
    rows.push(productOf(draft, await ids.product(sale.key), sale, order, settings));
  }
  return rows;
};

/** When it is wanted, or else when it was placed: MiniCRM insists on a day. */
const performanceOf = ({ delivery, placedAt }: Order, draft: Draft, now: number): string => {
  const wanted = Date.parse(delivery.at ?? '');
  if (delivery.at !== undefined && Number.isNaN(wanted)) draft.warn('date-refused', 'Performance');
  const placed = Date.parse(placedAt);
  return toWall([wanted, placed].find(instant => !Number.isNaN(instant)) ?? now, BUDAPEST);
};

const fieldsOf = (order: Order, { orderFields }: Settings): Element =>
  Object.fromEntries(Object.entries(orderFields).map(([field, place]) => [field, valueAt(order, place)]));

const LANGUAGES = ['hu', 'ro', 'en'];

const orderOf = async (draft: Draft, order: Order, settings: Settings, ids: Ids, shop: ShopFacts): Promise<Element> => {
  const { language, paymentMethods } = settings;
  const { method } = order.payment;
  const { customer, delivery } = order;
  const fields = fieldsOf(order, settings);
  return {
    '@Id': await ids.order(order.externalId),
    Number: order.number,
    CurrencyCode: order.currency,
    Language: `_${(LANGUAGES.includes(order.language) ? order.language : language).toUpperCase()}`,
    Performance: performanceOf(order, draft, shop.now()),
    Subject: long(draft, 'Subject', subjectOf(order, settings)),
    Status: order.status ?? choose(settings.orderStatus, order) ?? 'Issued',
    PaymentMethod: method !== undefined && Object.hasOwn(paymentMethods, method) ? paymentMethods[method] : undefined,
    ...(Object.values(fields).some(value => value !== undefined) && { Project: fields }),
    Customer: {
      Name: draft.short('Customer.Name', customer.company || callOf(customer, language)) ?? order.number,
      ...placeOf(delivery.address, delivery.pickupName ?? delivery.pickupPoint ?? '', shop.phoneCountry, language),
    },
    Products: { Product: await productsOf(draft, order, settings, ids) },
  };
};

/**
 * The file that makes an order, with its customer's card around it. The same order gives the same file, ids included:
 * sent again, it changes what it made.
 */
export const orderFile = async (order: Order, settings: Settings, ids: Ids, shop: ShopFacts): Promise<OrderFile> => {
  const draft = createDraft();
  const { language, vatNumber } = settings;
  const { customer } = order;
  const id = await ids.customerOf(order);
  const called = draft.short('Project.Name', callOf(customer, language)) ?? order.number;
  const company = draft.short('Business.Name', customer.company);
  const name = company ? `${company} (${called})` : called;
  const status = settings.customerStatus ?? wordsIn(language).registered;
  const number = vatNumber && valueAt(order, vatNumber);
  const card: Element = {
    ...cardOf(id, name, settings, status, choose(settings.user, order)),
    ...(company && { Business: businessOf(order, number, shop.phoneCountry, language) }),
    Contacts: { Contact: contactOf(id, { ...customer, name: called }, language) },
    Orders: { Order: await orderOf(draft, order, settings, ids, shop) },
  };
  return { xml: fileOf([card]), warnings: draft.warnings };
};
