/** Input from the back door, checked. */
import type { z } from 'zod';

/** Input that cannot be served; the message says what was expected. */
export class BadInput extends Error {}

/** Parses input; throws {@link BadInput} with a sentence that names each fault by its path. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const faults = error.issues.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message));
  throw new BadInput(`${faults.join('; ')}.`);
}
