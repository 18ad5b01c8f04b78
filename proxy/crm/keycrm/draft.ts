import type { Warning } from '../crm.ts';
import { cut } from '../text.ts';

/** KeyCRM names no limits of its texts; a column of this length is what such systems have (inferred). */
const LINE = 255;

/** What a manager should know about an order being written, gathered on the way. */
export interface Draft {
  readonly warnings: readonly Warning[];
  warn(code: Warning['code'], about: string, money?: boolean): void;
  /** One line of text, or nothing if it is empty; a longer one is cut, visibly. */
  line(name: string, value: string | undefined): string | undefined;
}

/** Nothing to tell yet. */
export const draft = (): Draft => {
  const warnings: Warning[] = [];
  const warn: Draft['warn'] = (code, about, money = false) => void warnings.push({ code, about, money });
  return {
    warnings,
    warn,
    line(name, value) {
      const text = value?.replace(/\s+/g, ' ').trim().toWellFormed() ?? '';
      if (text === '') return undefined;
      if (text.length > LINE) warn('text-cut', name);
      return cut(text, LINE);
    },
  };
};

/** The entry of a config's table; a visitor's own word must not find what every object inherits. */
export const own = <T>(table: Record<string, T>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

/** The object without what is not there; nothing if nothing is. */
export const filled = (fields: Record<string, unknown>): Record<string, unknown> | undefined => {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};
