import type { Request } from 'express';
import { HttpProblem } from '../problem.ts';
import { checkShape, PAGE_BYTES, readBody } from './body.ts';
import { withOffset } from './local-time.ts';

export type Pairs = [name: string, value: string][];
interface Tree {
  [key: string]: string | Tree | Tree[];
}

const MAX_FIELDS = 500;
const MAX_NAME = 200;
const LISTS = new Set(['lines', 'options', 'properties']);
/** Ours to know. Prices, discounts and payments need no place here: an order from a page has no such fields at all. */
const NEVER = 'expectedTotal';
const ALIASES: Record<string, string> = {
  name: 'customer[name]',
  phone: 'customer[phone]',
  email: 'customer[email]',
  sku: 'lines[0][sku]',
  quantity: 'lines[0][quantity]',
};

/**
 * The pairs of an urlencoded or multipart body.
 * @throws HttpProblem where it is too large, carries a file, or is no form
 */
export const readPairs = async (req: Request): Promise<Pairs> => {
  const body = await readBody(req, PAGE_BYTES);
  const type = req.headers['content-type'] ?? '';
  const pairs = req.is('urlencoded') ? [...new URLSearchParams(body.toString('utf8'))] : await multipart(body, type);
  if (pairs.length > MAX_FIELDS || pairs.some(([name]) => name.length > MAX_NAME)) throw new HttpProblem('too-large');
  return pairs;
};

const multipart = async (body: Buffer, type: string): Promise<Pairs> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new HttpProblem('malformed');
  });
  const pairs: Pairs = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') pairs.push([name, value]);
    // A file field left empty is sent as a file of no bytes.
    else if (value.size > 0) throw new HttpProblem('unsupported-type');
  }
  return pairs;
};

/** `lines[0][sku]` as `lines`, `0`, `sku`; null for a name that is not written so. */
const pathOf = (name: string): string[] | null => {
  const match = /^([\w.-]{1,64})((?:\[[\w.-]{1,64}\]){0,4})$/.exec(name);
  return match ? [match[1] ?? '', ...(match[2] ?? '').split(/[[\]]+/).filter(Boolean)] : null;
};

const canonical = (name: string, fieldNames: Record<string, string>): string => {
  if (Object.hasOwn(fieldNames, name)) return fieldNames[name] ?? name;
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] ?? name;
  return name.startsWith('utm_') ? `marketing[${name}]` : name;
};

/**
 * Pairs as the tree their names describe, aliases resolved, values still as typed. Names we do not know are left out.
 * Built without prototypes, so that no name can reach one.
 */
export const treeOf = (pairs: Pairs, fieldNames: Record<string, string>): Tree => {
  const root: Tree = Object.create(null);
  for (const [name, value] of pairs) {
    const path = pathOf(canonical(name, fieldNames));
    if (path?.[0] === undefined || path[0] === NEVER || value.trim() === '') continue;
    plant(root, path, value);
  }
  checkShape(root);
  return listed(root);
};

const plant = (root: Tree, path: string[], value: string): void => {
  let place = root;
  for (const key of path.slice(0, -1)) {
    const inner = place[key];
    if (inner !== undefined && (typeof inner === 'string' || Array.isArray(inner))) return;
    place = place[key] = inner ?? Object.create(null);
  }
  const last = path.at(-1) ?? '';
  // The last value wins: a ticked box follows its hidden twin.
  if (typeof place[last] !== 'object') place[last] = value;
};

/** Lists come as objects with numbers for keys. */
const listed = (tree: Tree): Tree => {
  for (const [key, inner] of Object.entries(tree)) {
    if (typeof inner === 'string' || Array.isArray(inner)) continue;
    const deep = listed(inner);
    tree[key] = LISTS.has(key)
      ? Object.entries(deep)
          .sort(([a], [b]) => Number(a) - Number(b))
          .flatMap(([, one]) => (typeof one === 'object' && !Array.isArray(one) ? [one] : []))
      : deep;
  }
  return tree;
};

const NUMBERS = new Set(['quantity', 'persons']);
export const YES = /^(on|1|true|yes|да|y)$/i;

/** A tree of texts as an order's schema wants it: numbers, yes and no, times with an offset. */
export const typed = (tree: Tree, timeZone: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typedValue(key, value, timeZone)]));

const typedValue = (key: string, value: Tree[string], timeZone: string): unknown => {
  if (Array.isArray(value)) return value.map(one => typed(one, timeZone));
  // The shop's own fields and utm marks are texts, whatever they are called.
  if (typeof value === 'object') return key === 'fields' || key === 'marketing' ? { ...value } : typed(value, timeZone);
  if (NUMBERS.has(key)) return /^\d+([.,]\d+)?$/.test(value.trim()) ? Number(value.trim().replace(',', '.')) : value;
  if (key === 'consent') return YES.test(value.trim());
  return key === 'at' ? withOffset(value.trim(), timeZone) : value;
};
