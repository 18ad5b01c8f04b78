import type { Memo } from '../crm/crm.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Booked } from './booked.ts';
import { adaptersMemo } from './doubt.ts';
import type { Ledger } from './ledger.ts';

/** An order's memo for its adapter: durable before `save` resolves, and without our own corner. */
export function createMemo(ledger: Ledger, booked: Booked): Memo {
  let value = adaptersMemo(booked.memo);
  return {
    get value() {
      return value;
    },
    async save(patch) {
      const saved = await ledger
        .change({ id: booked.id }, before => ({ memo: { ...before.memo, ...patch } }))
        .catch(notSaved);
      if (saved) value = adaptersMemo(saved.memo);
    },
  };
}

/** The adapter is not to blame, and may have called the CRM already: an ending nobody knows, not a fault of its own. */
function notSaved(): never {
  throw new CrmFailure('memo', { kind: 'unavailable', taken: 'unknown', code: 'book-write-failed' });
}
