import type { Warning } from '../crm.ts';
import { cut } from '../text.ts';

export type Field = readonly [name: string, value: string];

const encode = (value: string): string => encodeURIComponent(value.toWellFormed());

/**
 * The body of a call. Brackets in names stay raw, as in the FrontPad API, documents A and B:
 * with `%5B` some accounts were seen to read the first line only.
 */
export const encodeForm = (fields: readonly Field[]): string =>
  fields.map(([name, value]) => `${name}=${encode(value)}`).join('&');

/** A form being filled in, and what a manager should know about it. */
export interface Draft {
  readonly fields: readonly Field[];
  readonly warnings: readonly Warning[];
  has(name: string): boolean;
  /** Adds a field unless it is empty; a text longer than FrontPad takes is cut, visibly. */
  put(name: string, value: string | undefined, max?: number): void;
  warn(code: Warning['code'], about: string, money?: boolean): void;
}

/** An empty form. */
export const draft = (): Draft => {
  const fields: Field[] = [];
  const warnings: Warning[] = [];
  const warn: Draft['warn'] = (code, about, money = false) => void warnings.push({ code, about, money });
  return {
    fields,
    warnings,
    warn,
    has: name => fields.some(([known]) => known === name),
    put(name, value, max = Number.POSITIVE_INFINITY) {
      const text = value?.replace(/\s+/g, ' ').trim() ?? '';
      if (text === '') return;
      if (text.length > max) warn('text-cut', name);
      fields.push([name, cut(text, max)]);
    },
  };
};
