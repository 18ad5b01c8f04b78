import type { Config } from '../config/config.ts';
import type { Money } from '../contract/index.ts';
import type { OrderLine } from '../crm/order.ts';
import type { Draft } from '../orders/book.ts';
import { LARGEST, money, moneyOrNull, sum, times } from './money.ts';
import type { Clean } from './normalise.ts';
import type { PricedLine, PricedPiece } from './price.ts';
import type { PricedCart } from './quote.ts';
import type { Asker } from './shop.ts';
import { iso } from './time.ts';

type NewOrder = Draft['order'];
type ShopConfig = Config['shop'];

/** What is the same whoever asks: everything but the money. */
interface Context {
  request: Clean;
  asker: Asker;
  shop: ShopConfig;
  now: number;
}

/** A visitor's order: his wishes, our names and prices. */
export const visitorOrder = (context: Context, cart: PricedCart): NewOrder => {
  const { request, shop } = context;
  const { currency } = shop;
  const properties = request.lines.map(line => line.properties ?? []);
  const common = commonOf(context);
  return {
    ...common,
    lines: cart.lines.map((line, index) => visitorLine(line, properties[index] ?? [], currency)),
    delivery: { ...common.delivery, cost: cart.method ? moneyOrNull(cart.sums.delivery, currency) : null },
    payments: [],
    discount: cart.sums.discount > 0 ? money(cart.sums.discount, currency) : null,
    ...(common.certificate && { certificateDiscount: money(cart.certificateShare, currency) }),
    total: moneyOrNull(cart.sums.total, currency),
  };
};

/** The site's order: taken as it is given. */
export const siteOrder = (context: Context): NewOrder => {
  const { request } = context;
  const { cost, tariff, term } = request.delivery ?? {};
  const common = commonOf(context);
  const lines = request.lines.map(siteLine);
  return {
    ...common,
    ...(request.number !== undefined && { number: request.number }),
    placedAt: request.createdAt ?? common.placedAt,
    customer: request.customer,
    lines,
    delivery: { ...common.delivery, cost: cost ?? null, ...(tariff && { tariff }), ...(term && { term }) },
    payments: request.payments ?? [],
    discount: request.discount ?? null,
    total: siteTotal(lines, cost, request.discount, common.currency),
  };
};

type Common = Omit<NewOrder, 'lines' | 'payments' | 'discount' | 'total'>;

const commonOf = ({ request, asker, shop, now }: Context): Common => {
  const { certificate, promoCode, persons, comment } = request;
  return {
    source: asker.source,
    pageOrigin: asker.origin,
    language: asker.language,
    placedAt: iso(now),
    currency: shop.currency,
    customer: request.customer,
    delivery: deliveryOf(request, shop),
    payment: paymentOf(request, shop),
    ...(certificate && { certificate }),
    ...(promoCode && { promoCode }),
    ...(persons !== undefined && { persons }),
    ...(comment && { comment }),
    marketing: request.marketing ?? {},
    fields: request.fields ?? {},
  };
};

const deliveryOf = ({ delivery = {} }: Clean, shop: ShopConfig): NewOrder['delivery'] => {
  const { method, pickupPoint, at, recipient, address } = delivery;
  const chosen = shop.delivery.find(({ code }) => code === method);
  const point = chosen?.pickupPoints?.find(({ code }) => code === pickupPoint);
  return {
    method,
    methodName: chosen?.name,
    articleSku: chosen?.articleSku,
    pickupPoint,
    pickupName: point?.name,
    at,
    recipient,
    address,
    cost: null,
  };
};

const paymentOf = ({ payment }: Clean, shop: ShopConfig): NewOrder['payment'] => ({
  method: payment?.method,
  methodName: shop.payment.find(({ code }) => code === payment?.method)?.name,
});

const visitorLine = (line: PricedLine, properties: OrderLine['properties'], currency: string): OrderLine => ({
  ...orderPiece(line, currency),
  options: line.options.map(option => orderPiece(option, currency)),
  properties,
  ...(line.picture && { picture: line.picture }),
  ...line.goods,
});

const orderPiece = ({ sku, name, quantity, price }: PricedPiece, currency: string) => ({
  sku,
  name,
  quantity,
  price: moneyOrNull(price, currency),
});

const siteLine = ({ name, price, picture, options, properties, ...line }: Clean['lines'][number]): OrderLine => ({
  ...line,
  name: name ?? null,
  price: price ?? null,
  options: (options ?? []).map(option => ({ ...option, name: option.name ?? null, price: option.price ?? null })),
  properties: properties ?? [],
  ...(picture && { picture }),
});

const siteTotal = (
  lines: OrderLine[],
  cost: Money | undefined,
  discount: Money | undefined,
  currency: string,
): Money | null => {
  const goods = sum(lines.map(lineTotal));
  if (goods === null) return null;
  const total = Math.max(0, goods + (cost?.amount ?? 0) - (discount?.amount ?? 0));
  return total > LARGEST ? null : money(total, currency);
};

const lineTotal = ({ price, discount, quantity, options }: OrderLine): number | null => {
  const added = sum(options.map(option => option.price && times(option.price.amount, option.quantity)));
  return price === null || added === null
    ? null
    : times(Math.max(0, price.amount + added - (discount?.amount ?? 0)), quantity);
};
