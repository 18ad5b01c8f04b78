/** Reading the body of a call, and finding fault with it. */
import { z } from 'zod';
import { badlyFormed, Invalid, Refusal } from './answers.ts';
import type { Settings } from './settings.ts';

// Rails takes a number in quotes for a number, and InSales itself writes prices so.
const inQuotes = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);

export const text = z.union([z.string(), z.number().transform(String)], { error: 'не является строкой' }).nullish();
export const number = z.union([z.number(), inQuotes], { error: 'не является числом' });
export const amount = number.refine(value => value >= 0, 'не может быть отрицательной').nullish();
export const id = z.union([z.int(), inQuotes.refine(Number.isInteger)], { error: 'не является целым числом' });
export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', 'true', 'false']).transform(value => /1|true/.test(String(value)))], {
    error: 'не является да или нет',
  })
  .nullish();

/** The object under the one key every body has. */
export function envelope(body: unknown, key: string): Record<string, unknown> {
  const inner = isObject(body) ? body[key] : undefined;
  if (!isObject(inner)) throw new Refusal(badlyFormed);
  return inner;
}

/** The same for a change: whoever names nothing changes nothing (InSales' own PHP client, its tests). */
export function changes(body: unknown, key: string): Record<string, unknown> {
  const isEmpty = body === undefined || (Array.isArray(body) && body.length === 0);
  return isEmpty || (isObject(body) && body[key] === undefined) ? {} : envelope(body, key);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses fields; throws {@link Invalid} with every fault by its field. */
export function validate<T>(schema: z.ZodType<T>, fields: unknown, settings: Pick<Settings, 'unknownKeys'>): T {
  const { success, data, error } = schema.safeParse(fields);
  if (success) return data;
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? 'base');
    if (issue.code !== 'unrecognized_keys') errors[field] = [...(errors[field] ?? []), issue.message];
    // InSales docs, products: a key unknown to a nested list is refused, one of the object itself is not.
    else if (settings.unknownKeys === 'refused') {
      errors[field] = [...(errors[field] ?? []), `undefined keys ${JSON.stringify(issue.keys).replaceAll(',', ', ')}`];
    }
  }
  if (Object.keys(errors).length > 0) throw new Invalid(errors);
  return validate(schema, withoutUnknown(fields, error.issues), settings);
}

function withoutUnknown(fields: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(fields);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    let place = copy as Record<PropertyKey, unknown>;
    for (const key of issue.path) place = place[key] as Record<PropertyKey, unknown>;
    for (const key of issue.keys) delete place[key];
  }
  return copy;
}

/** Only what was sent: a key that is missing changes nothing. */
export function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
