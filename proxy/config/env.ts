import { readFileSync } from 'node:fs';
import type { ConfigFault } from './config.ts';

export type Environment = Record<string, string | undefined>;

const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\}/g;
const WHOLE_REFERENCE = /^\$\{[A-Z][A-Z0-9_]*\}$/;

/** The value of NAME, or the content of the file that NAME_FILE names, as containers hand secrets over. */
const lookUp = (name: string, env: Environment): string | undefined => {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  const file = env[`${name}_FILE`];
  return file ? readFileSync(file, 'utf8').trim() : undefined;
};

interface Filling {
  value: unknown;
  faults: ConfigFault[];
}

/**
 * Fills `${NAME}` and `${NAME:-default}` into every text of a config.
 * @param isSecret says whether the value at a path must come from the environment: a literal there is a fault,
 * and what was written is not repeated in it.
 */
export const fill = (
  value: unknown,
  env: Environment,
  isSecret: (path: string[]) => boolean,
  path: string[] = [],
): Filling => {
  if (Array.isArray(value)) {
    const filled = value.map((item, index) => fill(item, env, isSecret, [...path, String(index)]));
    return { value: filled.map(item => item.value), faults: filled.flatMap(item => item.faults) };
  }
  if (typeof value === 'object' && value !== null) {
    const filled = Object.entries(value).map(
      ([key, item]) => [key, fill(item, env, isSecret, [...path, key])] as const,
    );
    return {
      value: Object.fromEntries(filled.map(([key, item]) => [key, item.value])),
      faults: filled.flatMap(([, item]) => item.faults),
    };
  }
  return typeof value === 'string' ? fillText(value, env, isSecret(path), path.join('.')) : { value, faults: [] };
};

const fillText = (text: string, env: Environment, secret: boolean, path: string): Filling => {
  if (secret && !WHOLE_REFERENCE.test(text)) {
    return {
      value: undefined,
      faults: [
        {
          path,
          found: 'a secret written into the file',
          expected: 'a reference such as ${MY_SECRET}',
          suggestion: null,
        },
      ],
    };
  }
  const faults: ConfigFault[] = [];
  const value = text.replace(REFERENCE, (_, name: string, fallback: string | undefined) => {
    try {
      const found = lookUp(name, env) ?? fallback;
      if (found !== undefined) return found;
      faults.push({
        path,
        found: `\${${name}}, which is not set`,
        expected: `${name} or ${name}_FILE in the environment`,
        suggestion: null,
      });
    } catch {
      faults.push({ path, found: `${name}_FILE, which cannot be read`, expected: 'a readable file', suggestion: null });
    }
    return '';
  });
  return { value, faults };
};
