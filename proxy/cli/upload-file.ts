import { readFileSync } from 'node:fs';
import type { Read } from '../shop/existing.ts';
import { UsageError } from './common.ts';

/** As many faults as one reads. */
const SHOWN = 50;

/** One customer or order of a file, known by `id`, and where it stands there: `line 12`. */
export interface Row<Value> {
  at: string;
  id: string;
  value: Value;
}

type Told = { at: string; json: unknown } | { at: string; fault: string };

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
};

/** A JSON array, or a JSON object a line. The parser's own words would quote what it stumbled over. */
const toldIn = (text: string, file: string): Told[] => {
  if (!text.trimStart().startsWith('[')) {
    return text.split('\n').flatMap((line, index) => (line.trim() ? [parsed(line, `line ${index + 1}`)] : []));
  }
  const whole = parsed(text, file);
  if ('fault' in whole || !Array.isArray(whole.json)) throw new UsageError(`${file} is no JSON.`);
  return whole.json.map((json: unknown, index) => ({ at: `entry ${index + 1}`, json }));
};

const parsed = (text: string, at: string): Told => {
  try {
    return { at, json: JSON.parse(text) };
  } catch {
    return { at, fault: 'no JSON' };
  }
};

/**
 * Every row of a file of existing customers or orders.
 * @throws UsageError that names each faulty row by its line: nothing is to be sent then
 */
export const readRows = <Value>(
  file: string,
  read: (told: unknown) => Read<Value>,
  idOf: (value: Value) => string,
): Row<Value>[] => {
  const faults: string[] = [];
  const rows: Row<Value>[] = [];
  const seen = new Map<string, string>();
  for (const told of toldIn(textOf(file), file)) {
    const { at } = told;
    const one: Read<Value> = 'fault' in told ? { refusals: [{ pointer: '#', code: told.fault }] } : read(told.json);
    if ('refusals' in one) {
      faults.push(`${at}: ${one.refusals.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')}`);
      continue;
    }
    const id = idOf(one.value);
    const before = seen.get(id);
    if (before) faults.push(`${at}: has the same id or number as ${before}`);
    seen.set(id, at);
    rows.push({ at, id, value: one.value });
  }
  if (faults.length === 0) return rows;
  const more = faults.length > SHOWN ? [`… and ${faults.length - SHOWN} more`] : [];
  throw new UsageError(
    [`${file}: nothing is sent before this is right:`, ...faults.slice(0, SHOWN), ...more].join('\n  '),
  );
};
