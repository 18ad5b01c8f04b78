import type { HookRequest } from '../crm.ts';
import { CrmFailure } from '../failure.ts';

/** What amoCRM may tell of, by the first part of a key in PHP's brackets (documentation, webhooks). */
const ENTITIES =
  /^(leads|contacts|companies|customers|task|tasks|unsorted|catalogs|message|talk|account)\[(\w+)\](\[\d+\])?/;
const MOVED = /^leads\[(add|update|status|restore)\]\[\d+\]\[id\]$/;

/**
 * A notification. It is signed by nobody: of a lead it only says that it is time to ask (no signature is documented but
 * for chats), of all else it says nothing.
 * @throws CrmFailure `invalid` for nonsense
 */
export const parseHook = ({ body }: HookRequest): [] | 'ask' => {
  if (body.trim() === '') return [];
  const fields = [...new URLSearchParams(body)];
  if (!fields.some(([key]) => ENTITIES.test(key))) {
    throw new CrmFailure('webhook', { kind: 'invalid', taken: 'no' });
  }
  return fields.some(([key, value]) => MOVED.test(key) && /^\d{1,15}$/.test(value)) ? 'ask' : [];
};
