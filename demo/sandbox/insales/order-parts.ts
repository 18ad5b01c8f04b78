/** Lines, discounts, values of fields and addresses, as a body asks for them. */
import { type Account, variantsOf } from './account.ts';
import { Invalid } from './answers.ts';
import type { DiscountBody, LineBody, OrderBody, ValueBody } from './order-body.ts';
import { type Discount, type Line, MONEY, type Order, type Variant } from './records.ts';
import { given } from './validation.ts';

/** The lines there were, changed, without those to be destroyed, and the new ones. */
export function linesAfter(account: Account, known: readonly Line[], bodies: readonly LineBody[]): Line[] {
  const byId = new Map(known.map(line => [line.id, line]));
  for (const body of bodies) {
    const line = body.id === undefined ? newLine(account, body) : byId.get(body.id);
    if (!line) throw new Invalid({ order_lines: [`позиция ${body.id} не найдена`] });
    if (body._destroy) byId.delete(line.id);
    else byId.set(line.id, { ...line, ...lineFacts(line, body), updatedAt: account.now() });
  }
  return [...byId.values()];
}

function lineFacts(line: Line, { quantity, sale_price, comment }: LineBody): Partial<Line> {
  return {
    quantity: quantity ?? line.quantity,
    salePrice: sale_price ?? line.salePrice,
    comment: comment === undefined ? line.comment : comment,
  };
}

function newLine(account: Account, body: LineBody): Line {
  const variant = variantFor(account, body);
  if (!variant) throw new Invalid({ 'order_lines.variant': ['не найден'] });
  if (body.quantity === undefined) throw new Invalid({ 'order_lines.quantity': ['не может быть пустым'] });
  const { id: variantId, productId, sku, price } = variant;
  const product = account.products.get(productId);
  const title = [product?.title, variant.title && `(${variant.title})`].filter(Boolean).join(' ');
  const now = account.now();
  return {
    ...{ id: account.nextId('line'), productId, variantId, sku, title, salePrice: price, comment: null },
    ...{ quantity: body.quantity, createdAt: now, updatedAt: now },
  };
}

/** Of a product named alone, the first variant. */
function variantFor(account: Account, { variant_id, product_id }: LineBody): Variant | undefined {
  const all = variantsOf(account);
  if (variant_id) return all.find(({ id }) => id === variant_id);
  return all.find(({ productId }) => productId === product_id);
}

/** Of `lines` as they are after the same call. */
export function discountsAfter(account: Account, order: Order, bodies: readonly DiscountBody[]): Discount[] {
  const byId = new Map(order.discounts.map(discount => [discount.id, discount]));
  for (const body of bodies) {
    const discount = body.id === undefined ? newDiscount(account, body) : byId.get(body.id);
    if (!discount) throw new Invalid({ discounts: [`скидка ${body.id} не найдена`] });
    if (body._destroy) byId.delete(discount.id);
    else byId.set(discount.id, { ...discount, ...discountFacts(discount, body) });
  }
  const lineIds = order.lines.map(({ id }) => id);
  const strayed = [...byId.values()].some(discount => discount.lineIds.some(id => !lineIds.includes(id)));
  if (strayed) throw new Invalid({ 'discounts.discount_order_lines_ids': ['имеет неверное значение'] });
  return [...byId.values()];
}

function discountFacts(known: Discount, body: DiscountBody): Partial<Discount> {
  return {
    value: body.discount ?? known.value,
    typeId: body.type_id ?? known.typeId,
    description: body.description === undefined ? known.description : body.description,
    lineIds: body.discount_order_lines_ids ?? known.lineIds,
  };
}

function newDiscount(account: Account, { discount }: DiscountBody): Discount {
  if (discount === undefined) throw new Invalid({ 'discounts.discount': ['не может быть пустым'] });
  return {
    ...{ id: account.nextId('discount'), typeId: MONEY, value: discount, description: null, codeId: null },
    ...{ lineIds: [], createdAt: account.now() },
  };
}

/** A value names its field by id or by handle (clients of the API); one that names none is refused. */
export function valuesAfter(
  account: Account,
  known: ReadonlyMap<number, string>,
  bodies: readonly ValueBody[],
  destiny: number,
): ReadonlyMap<number, string> {
  const values = new Map(known);
  for (const { field_id, handle, value } of bodies) {
    const its = [...account.fields.values()].filter(field => field.destiny === destiny);
    const field = its.find(each => (field_id === undefined ? each.handle === handle : each.id === field_id));
    if (!field) throw new Invalid({ fields_values: ['поле не найдено'] });
    values.set(field.id, value ?? '');
  }
  return values;
}

/** The address, and its fields' values, under either of the names clients use. */
export function addressAfter(
  account: Account,
  { address, fields }: Pick<Order, 'address' | 'fields'>,
  body: OrderBody,
) {
  const { fields_values_attributes = [], ...texts } = body.shipping_address_attributes ?? body.shipping_address ?? {};
  const sent = given(texts) as Readonly<Record<string, string | null>>;
  return { address: { ...address, ...sent }, fields: valuesAfter(account, fields, fields_values_attributes, 1) };
}
