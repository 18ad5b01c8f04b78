import type { Request, Response } from 'express';
import type { z } from 'zod';
import { HttpProblem } from '../problem.ts';
import { faultsOf } from './faults.ts';
import { visitOf } from './visit.ts';

export const PAGE_BYTES = 64 * 1024;
const SITE_BYTES = 256 * 1024;
const MAX_DEPTH = 8;
const MAX_VALUES = 5000;
/** Names that reach an object's prototype when copied carelessly: nothing of ours is called so. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** The raw body, at most `cap` bytes. Also where the application we are mounted in has parsed it before us. */
export const readBody = async (req: Request, cap: number): Promise<Buffer> => {
  if (req.headers['content-encoding'] !== undefined && req.headers['content-encoding'] !== 'identity') {
    throw new HttpProblem('unsupported-type');
  }
  if (Number(req.headers['content-length'] ?? 0) > cap) throw new HttpProblem('too-large');
  if (req.readableEnded || req.body !== undefined) return restore(req, cap);
  return collect(req, cap);
};

const collect = (req: Request, cap: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What comes after still drains, or the answer would be lost with the connection.
      if (size > cap) reject(new HttpProblem('too-large'));
      else chunks.push(chunk);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', () => reject(new HttpProblem('malformed')));
  });

/** Writes a body somebody has already parsed back into the text it came from. */
const restore = ({ body, headers }: Request, cap: number): Buffer => {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const text =
    typeof body === 'string' ? body : isForm ? new URLSearchParams(flatten(body)).toString() : JSON.stringify(body);
  if (Buffer.byteLength(text) > cap) throw new HttpProblem('too-large');
  return Buffer.from(text);
};

/** A nested value as the pairs of a form: `customer[phone]`, `lines[0][sku]`. */
export const flatten = (value: unknown, name = ''): [string, string][] => {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, name ? `${name}[${key}]` : key));
};

/** Refuses what only an attacker sends: deep nesting, thousands of values, names of prototypes. */
export const checkShape = (root: unknown): void => {
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let seen = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    const entries = Object.entries(next.value);
    seen += entries.length;
    if (next.depth >= MAX_DEPTH || seen > MAX_VALUES) throw new HttpProblem('too-large');
    if (entries.some(([key]) => FORBIDDEN.has(key))) throw new HttpProblem('malformed');
    for (const [, value] of entries) open.push({ value, depth: next.depth + 1 });
  }
};

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpProblem('malformed');
  }
};

/**
 * The JSON body of a request, checked by its schema.
 * @throws HttpProblem
 */
export const readJson = async <Schema extends z.ZodType>(
  req: Request,
  res: Response,
  schema: Schema,
): Promise<z.output<Schema>> => {
  if (!req.is(['json', '+json'])) throw new HttpProblem('unsupported-type');
  const value = parseJson(await readBody(req, visitOf(res).key === 'good' ? SITE_BYTES : PAGE_BYTES));
  checkShape(value);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HttpProblem('invalid', { faults: faultsOf(parsed.error) });
  return parsed.data;
};
