import type { z } from 'zod';
import type { ConfigFault } from './config.ts';

/** Edit distance, for "did you mean". */
const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
};

/** The known word nearest to a mistyped one, if it is near enough to be meant. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const lower = word.toLowerCase();
  const ranked = known
    .map(candidate => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(2, Math.ceil(word.length / 3)) ? best.candidate : null;
};

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema;
  anyOf?: JsonSchema[];
};

/** The keys a JSON Schema knows at a path; a record's key leads to what it holds. */
export const keysAt = (schema: JsonSchema | undefined, path: readonly PropertyKey[]): string[] => {
  let here = schema;
  for (const step of path) {
    const next: JsonSchema | undefined =
      typeof step === 'number' ? here?.items : (here?.properties?.[String(step)] ?? here?.additionalProperties);
    here = next ?? here?.anyOf?.[0];
  }
  return Object.keys(here?.properties ?? {});
};

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (here, step) => (typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined),
    value,
  );

const expectation = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return `${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
  if (issue.code === 'invalid_value') return issue.values.map(value => JSON.stringify(value)).join(' or ');
  return issue.message.replace(/^expected /i, '').replace(/^Invalid input: expected /, '');
};

/** Zod's issues in our words. `hide` keeps what was found out of the text, for secrets. */
export const toFaults = (
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  schema: unknown,
  prefix: string[],
  hide: (path: string[]) => boolean,
): ConfigFault[] =>
  issues.flatMap(issue => {
    const path = [...prefix, ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema as JsonSchema, issue.path);
      return issue.keys.map(key => ({
        path: [...path, key].join('.'),
        found: 'a key nobody knows',
        expected: known.length > 0 ? `one of ${known.join(', ')}` : 'no key here',
        suggestion: nearest(key, known),
      }));
    }
    const found = hide(path) ? 'something else' : show(at(value, issue.path));
    return [
      {
        path: path.join('.') || '(the file)',
        found,
        expected: expectation(issue),
        suggestion: suggestionFor(issue, at(value, issue.path)),
      },
    ];
  });

const suggestionFor = (issue: z.core.$ZodIssue, found: unknown): string | null =>
  issue.code === 'invalid_value' && typeof found === 'string' ? nearest(found, issue.values.map(String)) : null;
