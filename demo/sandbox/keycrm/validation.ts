/** Reading the body of a call, and finding fault with it. */
import { z } from 'zod';
import { Invalid } from './answers.ts';
import { isUtcTime } from './times.ts';

const NUMERIC = /^-?\d+(\.\d+)?$/;

// Laravel takes a number in quotes for a number, and clients in PHP send them so.
const inQuotes = z.string().regex(NUMERIC).transform(Number);

/** A number that may be missing. */
export const number = z.union([z.number(), inQuotes], { error: 'must be a number' }).nullish();
export const requiredAmount = z
  .union([z.number(), inQuotes], { error: 'must be a number' })
  .refine(value => value >= 0, 'must not be negative');
export const amount = requiredAmount.nullish();
export const percent = z
  .union([z.number(), inQuotes], { error: 'must be a number' })
  .refine(value => value >= 0 && value <= 100, 'must be between 0 and 100')
  .nullish();
export const requiredId = z.union([z.int(), inQuotes.refine(Number.isInteger)], { error: 'must be an integer' });
export const id = requiredId.nullish();
export const text = z.string({ error: 'must be a string' }).nullish();
export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1']).transform(value => Number(value) === 1)], {
    error: 'must be true or false',
  })
  .nullish();
export const email = z.email({ error: 'must be a valid email address' }).nullish();
export const time = z
  .string({ error: 'must be a string' })
  .refine(isUtcTime, 'must be a date: YYYY-MM-DD or YYYY-MM-DD HH:MM:SS')
  .nullish();

/** A list that may be missing, and is empty then. */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item, { error: 'must be an array' })
    .nullish()
    .transform(items => items ?? []);
}

/** The body as Laravel hands it on: texts trimmed, empty ones null. A body that is no JSON object has no fields. */
export function readBody(body: Buffer): unknown {
  try {
    const read: unknown = tidy(JSON.parse(body.toString('utf8')));
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || null;
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tidy(each)]));
}

/** Parses a body; throws {@link Invalid} with every fault by its field. */
export function validate<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const faults = createFaultList();
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    faults.add(path, isMissing(body, issue.path) ? 'is required' : issue.message);
  }
  throw faults.error();
}

function isMissing(body: unknown, path: readonly PropertyKey[]): boolean {
  let value = body;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value === undefined || value === null;
}

/** Collects what is wrong with the fields of a call. */
export function createFaultList() {
  const errors: Record<string, string[]> = {};
  return {
    add(field: string, fault: string): void {
      errors[field] = [...(errors[field] ?? []), `The ${field} field ${fault}.`];
    },
    error: () => new Invalid(errors),
    /** Throws when there was anything wrong. */
    throwIfAny(): void {
      if (Object.keys(errors).length > 0) throw new Invalid(errors);
    },
  };
}

export type FaultList = ReturnType<typeof createFaultList>;
