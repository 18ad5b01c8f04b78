/** A call on its way through the API. */
import { z } from 'zod';
import type { Answer } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { BadRequest } from './answers.ts';

export interface ApiRequest {
  /** As the manual's errors begin: `Project (PUT)`. */
  readonly what: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  /** The address that objects are given in lists. */
  readonly base: string;
  /** A part of the path, by its place. */
  segment(place?: number): string;
  /** The same as a number; 0 when it is none, and 0 is no id. */
  id(place?: number): number;
}

export type Handler = (account: Account, request: ApiRequest) => Answer | Promise<Answer>;

const fieldsSchema = z.record(z.string(), z.unknown());

/** The fields of a body: JSON whatever its type says, as the manual's own calls by curl send it. */
export function fieldsOf({ what, body }: ApiRequest): Readonly<Record<string, unknown>> {
  const fields = fieldsSchema.safeParse(readJson(body));
  if (!fields.success) throw new BadRequest(what, 'A JSON object was expected.');
  return fields.data;
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Text and numbers alike, as PHP takes them; null is empty. */
export function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(Number(value)) : undefined;
}

/** For comparing texts: neither case nor accents count (manual, search by keyword). */
export function folded(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
