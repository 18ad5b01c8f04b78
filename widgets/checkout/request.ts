import type { Money, OrderRequest, QuoteRequest, Shop } from '../../proxy/contract/index.ts';
import { type CartLine, orderLines } from './cart.ts';
import { sentPaths, type Values } from './fields.ts';

/** An object that grows along dotted paths. */
export interface Tree {
  [name: string]: Tree | string | number | boolean;
}

const numbers = /^(persons|quantity)$/;

/** Puts a text where its path says. Names of the shop's own fields may hold dots themselves. */
export function put(tree: Tree, path: string, text: string): void {
  const parts = path.startsWith('fields.') ? ['fields', path.slice(7)] : path.split('.');
  const name = parts.pop() ?? path;
  let at = tree;
  for (const part of parts) {
    const known = Object.hasOwn(at, part) ? at[part] : undefined;
    const next: Tree = typeof known === 'object' ? known : {};
    at[part] = next;
    at = next;
  }
  at[name] = path === 'consent' ? /^(true|on|1|yes)$/.test(text) : numbers.test(name) ? Number(text) : text;
}

export interface Basket {
  readonly values: Values;
  readonly lines: readonly CartLine[];
  readonly certificate: string;
}

const priced = /^(delivery\.(method|pickupPoint)|payment\.method|promoCode)$/;

/** The cart for a price. What is personal stays out: a price needs no name. */
export function quoteRequest({ values, lines, certificate }: Basket, shop: Shop): QuoteRequest | null {
  if (lines.length === 0) return null;
  const paths = sentPaths(shop, values).filter(path => priced.test(path));
  return {
    ...treeOf(paths, values, shop),
    lines: orderLines(lines),
    certificate: certificate || undefined,
  };
}

/** `seen` is the total on the page when the button was pressed; without one the shop is free to say it. */
export function orderRequest(
  { values, lines, certificate }: Basket,
  shop: Shop,
  marketing: Readonly<Record<string, string>>,
  seen: Money | null | undefined,
): OrderRequest {
  return {
    customer: {},
    // The paths are the contract's own, so the tree they grow into is its shape; the proxy checks it like anyone's.
    ...(treeOf(sentPaths(shop, values), values, shop) as Partial<OrderRequest>),
    lines: orderLines(lines),
    certificate: certificate || undefined,
    marketing: Object.keys(marketing).length ? marketing : undefined,
    expectedTotal: seen ?? undefined,
  };
}

function treeOf(paths: readonly string[], values: Values, shop: Shop): Tree {
  const tree: Tree = {};
  for (const path of paths) {
    const value = values[path]?.trim();
    if (value) put(tree, path, path === 'delivery.at' ? zoned(value, shop.timezone) : value);
  }
  return tree;
}

/** 2026-11-21T18:30 on the shop's clock, with the offset its zone has then: "half past six" is meant where the kitchen is. */
export function zoned(local: string, timeZone: string): string {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${local}Z`))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${local.length === 16 ? `${local}:00` : local}${/[+-]\d\d:\d\d/.exec(name ?? '')?.[0] ?? '+00:00'}`;
}

/** `utm_source` and its kin, as the page's address has them. */
export function readMarketing(search: string): Record<string, string> {
  const found = [...new URLSearchParams(search)].filter(([name, value]) => /^utm_[a-z_]{1,30}$/.test(name) && value);
  return Object.fromEntries(found.map(([name, value]) => [name, value.slice(0, 300)]));
}
