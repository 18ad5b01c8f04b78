import type { Warning } from './crm.ts';
import { cut } from './text.ts';

/** What a CRM's short texts hold where it documents no limit: this is what such columns commonly have. */
const SHORT = 255;

/** What a manager should know of an order that is being written. */
export interface Draft {
  readonly warnings: readonly Warning[];
  warn(code: Warning['code'], about: string, money?: boolean): void;
  /** A one-line text of the CRM: trimmed, cut where it is too long, absent where it is empty. */
  short(about: string, text: string | undefined): string | undefined;
}

export const createDraft = (): Draft => {
  const warnings: Warning[] = [];
  const warn: Draft['warn'] = (code, about, money = false) => void warnings.push({ code, about, money });
  return {
    warnings,
    warn,
    short(about, text) {
      const clean = text?.replace(/\s+/g, ' ').trim() ?? '';
      if (clean.length > SHORT) warn('text-cut', about);
      return cut(clean, SHORT) || undefined;
    },
  };
};
