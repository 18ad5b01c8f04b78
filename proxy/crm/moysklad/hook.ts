import type { HookRequest, StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { Notification, StockNotification } from './wire.ts';

const ORDER = 'customerorder';

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * A webhook tells which orders were changed, not how, and is signed by nobody (documentation, Webhooks): it is a reason
 * to ask. MoySklad gives up after a second and a half, so that the answer must not wait for that.
 * @throws CrmFailure `invalid` for nonsense
 */
export const parseHook = ({ body }: HookRequest): StatusChange[] | 'ask' => {
  if (body.trim() === '') return [];
  const said = jsonOf(body);
  const told = Notification.safeParse(said);
  if (told.success) {
    const isOrder = told.data.events.some(
      ({ meta }) => meta.type === ORDER || meta.href?.includes(`/entity/${ORDER}/`),
    );
    return isOrder ? 'ask' : [];
  }
  if (StockNotification.safeParse(said).success) return [];
  throw new CrmFailure('webhook', { kind: 'invalid', taken: 'no' });
};
