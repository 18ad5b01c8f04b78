import type { HookRequest, ShopFacts, StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { wallToIso } from '../time.ts';
import { Hook } from './wire.ts';

const ACTION = 'change_status';

/** The body whatever its content type says: what FrontPad really sends is not documented, and clients saw several. */
const bodyOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
};

const changeOf = (hook: Hook, shop: Pick<ShopFacts, 'timeZone' | 'now'>): StatusChange => ({
  ...(hook.order_id && { ref: hook.order_id }),
  ...(hook.order_number && { number: hook.order_number }),
  // The notification tells a code; a text could only be the name, as the old get_status told it.
  status: { code: hook.status, ...(!/^\d+$/.test(hook.status) && { name: hook.status }) },
  at: wallToIso(hook.datetime, shop.timeZone, shop.now()),
});

/**
 * FrontPad's notification of a status (FrontPad API, document B).
 * FrontPad tries the address with a GET or an empty POST when it is set up: that says nothing.
 * @throws CrmFailure `invalid` for nonsense
 */
export const parseHook = (request: HookRequest, shop: Pick<ShopFacts, 'timeZone' | 'now'>): StatusChange[] => {
  const body = request.body.replace(/^\uFEFF/, '').trim();
  if (request.method !== 'POST' || body === '') return [];
  const parsed = Hook.safeParse(bodyOf(body));
  const hook = parsed.success ? parsed.data : undefined;
  if (!hook || (hook.action ?? ACTION) !== ACTION || !(hook.order_id ?? hook.order_number)) {
    throw new CrmFailure(ACTION, { kind: 'invalid', taken: 'no' });
  }
  return [changeOf(hook, shop)];
};
