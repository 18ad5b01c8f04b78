/** The fields of a call, read as PHP reads a submitted form. */
import { formFields } from '../kit/body.ts';
import type { Call } from '../kit/sandbox.ts';

export interface Fields {
  /** A plain field; empty when it was not sent. */
  text(name: string): string;
  /** The items of `name[i]` by index, in the order of their indexes. */
  list(name: string): ReadonlyMap<number, string>;
  /** Everything as it came, but for the secret. */
  readonly received: Readonly<Record<string, string>>;
}

const ITEM = /^([^[]+)\[(\d{0,4})\]$/;

/** Reads a form body, urlencoded or multipart; a body of any other kind has no fields. */
export async function readFields({ headers, body }: Call): Promise<Fields> {
  return fieldsOf(await formFields(headers['content-type'], body));
}

/** Sorts decoded form fields into plain ones and lists. Of a field sent twice, the last counts. */
function fieldsOf(pairs: readonly (readonly [string, string])[]): Fields {
  const texts = new Map<string, string>();
  const lists = new Map<string, Map<number, string>>();

  for (const [key, value] of pairs) {
    const [, name, index] = ITEM.exec(key) ?? [];
    if (name === undefined) {
      texts.set(key, value);
      continue;
    }
    const items = lists.get(name) ?? new Map<number, string>();
    items.set(index ? Number(index) : nextIndex(items), value);
    lists.set(name, items);
  }

  const sorted = new Map([...lists].map(([name, items]) => [name, byIndex(items)]));
  return {
    text: name => texts.get(name) ?? '',
    list: name => sorted.get(name) ?? new Map(),
    received: Object.fromEntries(pairs.filter(([key]) => key !== 'secret')),
  };
}

function nextIndex(items: ReadonlyMap<number, string>): number {
  return Math.max(-1, ...items.keys()) + 1;
}

function byIndex(items: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  return new Map([...items].sort(([a], [b]) => a - b));
}
