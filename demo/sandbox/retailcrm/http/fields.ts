/** The kinds of fields that entities are made of, and how an entity is read from the form field that holds it. */
import { z } from 'zod';
import { isLocalTime } from '../../kit/zoned-time.ts';
import { refusals } from './answers.ts';
import type { Request } from './request.ts';

/** Clients in PHP send ids and codes as numbers, and numbers as text; both are taken, as PHP would. */
export const text = z.union([z.string(), z.number()]).transform(String);
export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'This value should be a number.')
    .transform(Number),
]);
export const notNegative = number.pipe(z.number().min(0, 'This value should be 0 or more.'));
export const positive = number.pipe(z.number().gt(0, 'This value should be greater than 0.'));
export const percent = number.pipe(z.number().min(0).max(100, 'This value should be 100 or less.'));
export const whole = number.refine(Number.isInteger, 'This value should be a whole number.');
export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', 'true', 'false', ''])])
  .transform(value => value === true || value === 1 || value === '1' || value === 'true');

/** `Y-m-d` and `Y-m-d H:i:s` (RetailCRM API rules). */
export const date = z.string().refine(value => isLocalTime(`${value} 00:00:00`), 'A date Y-m-d was expected.');
export const dateTime = z.string().refine(isLocalTime, 'A time Y-m-d H:i:s was expected.');

/** An object, of which PHP writes an empty one as a list. */
export function phpObject<T extends z.ZodType>(schema: T) {
  return z.preprocess(value => (Array.isArray(value) && value.length === 0 ? {} : value), schema);
}

/** A list, which PHP writes as an object when its keys are not 0, 1, 2. */
export function phpList<T extends z.ZodType>(entry: T) {
  return z.preprocess(
    value => (typeof value === 'object' && value !== null ? Object.values(value) : value),
    z.array(entry),
  );
}

/** Values by code. */
export const byCode = phpObject(z.record(z.string(), z.unknown()));

/**
 * The entity in a form field: JSON text (RetailCRM API rules). That fields the API does not know are passed over is a
 * choice: the vendor's clients send some that are only ever answered.
 */
export function readEntity<T>(request: Request, name: string, schema: z.ZodType<T>): T {
  const sent = request.text(name);
  if (sent === '') throw refusals.missing(name);
  return parseEntity(schema, parseJson(sent, name));
}

function parseJson(sent: string, name: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    throw refusals.badEntity([`Could not decode JSON in '${name}'.`]);
  }
}

function parseEntity<T>(schema: z.ZodType<T>, value: unknown): T {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw refusals.badEntity(Object.fromEntries(error.issues.map(({ path, message }) => [pathText(path), message])));
}

/** `items[0].quantity`: paths as the API's own errors have them. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .slice(1);
}

/** The fields of an object that have a value. */
export type Known<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** What is left of an object when fields without a value are dropped, as the API's answers do. */
export function withoutEmpty<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Known<T>;
}

/** Values by code as an answer shows them: none are an empty list, as PHP writes it (seen in live answers). */
export function shownByCode(values: Readonly<Record<string, unknown>>): object {
  return Object.keys(values).length === 0 ? [] : values;
}
