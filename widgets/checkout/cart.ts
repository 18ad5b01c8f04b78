import type { Money, OrderRequest, Quote } from '../../proxy/contract/index.ts';
import type { Bought } from './state.ts';

/** A line as the page gives it: what and how many, and how to call it until the shop has said so. No price: the shop knows it. */
export interface CartLine {
  readonly sku: string;
  readonly quantity?: number | undefined;
  readonly name?: string | null | undefined;
  readonly picture?: string | undefined;
  readonly options?: readonly { readonly sku: string; readonly quantity?: number; readonly name?: string }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** A line taken out, and where it was: for the visitor who did not mean it. */
export interface Removed {
  readonly line: CartLine;
  readonly index: number;
}

const isLine = (value: unknown): value is CartLine =>
  typeof value === 'object' && value !== null && 'sku' in value && typeof value.sku === 'string' && value.sku !== '';

/** A cart from the page: a list of lines, or an object with `lines`. What is no line is left out, a wrong quantity is one. */
export function readCart(value: unknown): CartLine[] {
  const list = typeof value === 'object' && value !== null && 'lines' in value ? value.lines : value;
  return Array.isArray(list) ? list.filter(isLine).map(line => ({ ...line, quantity: count(line) })) : [];
}

/** A cart in the page's markup; one that cannot be read is none. */
export function parseCart(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // biome-ignore lint/suspicious/noConsole: a comma too many in the site's cart would otherwise be a riddle
    console.warn('crm-widgets: the cart in <crm-checkout> is not valid JSON.');
    return null;
  }
}

export const count = ({ quantity }: CartLine): number => Math.min(Number(quantity) > 0 ? Number(quantity) : 1, 9999);

const sameAs = (line: CartLine): string => JSON.stringify([line.sku, line.options ?? [], line.properties ?? []]);

/** More of the same joins its line; another choice of options is a line of its own. */
export function addLine(lines: readonly CartLine[], added: CartLine): readonly CartLine[] {
  const at = lines.findIndex(line => sameAs(line) === sameAs(added));
  if (at < 0) return [...lines, { ...added, quantity: count(added) }];
  return lines.map((line, index) => (index === at ? { ...line, quantity: count(line) + count(added) } : line));
}

/** Lines as the proxy takes them. */
export const orderLines = (lines: readonly CartLine[]): OrderRequest['lines'] =>
  lines.map(line => ({
    sku: line.sku,
    quantity: count(line),
    options: line.options?.map(({ sku, quantity = 1 }) => ({ sku, quantity })),
    properties: line.properties?.map(({ name, value }) => ({ name, value })),
  }));

/** The quote's word on a line. While a quote is on its way the cart may be ahead of it, so the place alone proves nothing. */
export function quotedLine(quote: Quote | null, line: CartLine, index: number): Quote['lines'][number] | undefined {
  const same = quote?.lines[index];
  return same?.sku === line.sku ? same : quote?.lines.find(each => each.sku === line.sku);
}

export const nameOf = (line: CartLine, quoted?: Quote['lines'][number]): string =>
  quoted?.name || line.name || line.sku;

/** What is ordered, for the order's receipt on the page. */
export const boughtOf = (lines: readonly CartLine[], quote: Quote | null): Bought => ({
  lines: lines.map((line, index) => {
    const quoted = quotedLine(quote, line, index);
    return { name: nameOf(line, quoted), quantity: count(line), total: quoted?.total ?? null };
  }),
  delivery: quote?.delivery ?? null,
  discount: quote?.discount ?? null,
});

/** What the goods cost before delivery and discount; null when the shop has to say. */
export function goodsOf({ lines, delivery }: Quote): Money | null {
  const known = lines.flatMap(({ total }) => total ?? []);
  const amount = known.reduce((sum, total) => sum + total.amount, 0);
  return known.length === lines.length ? { amount, currency: delivery.currency } : null;
}
