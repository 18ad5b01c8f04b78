/** Reading the items of a call, and finding fault with them. */
import { z } from 'zod';
import { blank, type Fault, invalid, problem, Refusal } from './answers.ts';
import type { ApiRequest } from './request.ts';

const MAX_ITEMS = 250;

/** Notes what is wrong with one item. */
export type Report = (code: Fault['code'], path: string) => void;

/** What comes back as it was sent. */
export const requestId = z
  .union([z.string(), z.int().transform(String)])
  .nullish()
  .transform(id => id ?? undefined);
export const id = z.int().nullish();
export const text = z.string().nullish();
export const seconds = z.int().min(0).nullish();

/** Each item as the schema has it. Throws {@link Refusal} when there is none, or anything is wrong with any. */
export function readItems<T>(schema: z.ZodType<T>, body: unknown, maxItems = MAX_ITEMS): readonly T[] {
  if (!Array.isArray(body)) throw new Refusal(problem(400, 'Ожидался массив'));
  if (body.length === 0) throw blank();
  if (body.length > maxItems) throw new Refusal(problem(422, `Не более ${maxItems} за один запрос`));
  return readEach(schema, body);
}

/** What is to be changed: a list of items, or where the path names one, that item alone. */
export function readChanges<T extends { readonly id?: number | null | undefined }>(
  schema: z.ZodType<T>,
  request: ApiRequest,
  place = 0,
): readonly T[] {
  const one = request.id(place);
  if (one === 0) return readItems(schema, request.body());
  return [{ ...readOne(schema, request.body()), id: one }];
}

export function readOne<T>(schema: z.ZodType<T>, body: unknown): T {
  const [one] = readEach(schema, [body]);
  if (one === undefined) throw blank();
  return one;
}

function readEach<T>(schema: z.ZodType<T>, items: readonly unknown[]): readonly T[] {
  const faults = new Map<number, Fault[]>();
  const read = items.flatMap((item, place) => {
    const { success, data, error } = schema.safeParse(item);
    if (success) return [data];
    faults.set(
      place,
      error.issues.map(issue => faultOf(item, issue)),
    );
    return [];
  });
  if (faults.size > 0) throw invalid(faults);
  return read;
}

function faultOf(item: unknown, { code, path }: z.core.$ZodIssue): Fault {
  let value = item;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  const isMissing = value === undefined || value === null;
  const isType = code === 'invalid_type' || code === 'invalid_union';
  const wrong = isType ? 'InvalidType' : 'NotSupportedChoice';
  return { code: isMissing ? 'RequiredFilled' : wrong, path: path.join('.') };
}

/** Runs a check over each item; throws when any reported a fault, so that nothing of the call is done. */
export function checkEach<T>(items: readonly T[], check: (item: T, report: Report) => void): void {
  const faults = new Map<number, Fault[]>();
  for (const [place, item] of items.entries()) {
    check(item, (code, path) => {
      faults.set(place, [...(faults.get(place) ?? []), { code, path }]);
    });
  }
  if (faults.size > 0) throw invalid(faults);
}
