/** Webhooks: what they are told is that something happened to an entity, not the entity. */
import { ACCOUNT_ID, type Account, moscowNow, ofType } from './account.ts';
import type { Request } from './http/request.ts';
import { type Entity, textOf } from './values.ts';

type Action = 'CREATE' | 'UPDATE' | 'DELETE';

/** What happened to an entity. */
interface Event {
  readonly action: Action;
  readonly entity: Entity;
  readonly updatedFields?: readonly string[];
}

interface Hook {
  readonly url: string;
  readonly action: Action;
  readonly entityType: string;
  readonly withFields: boolean;
}

/** Whose doing it was: of a call, or of a person in the program, who has no call's host to put into addresses. */
export type Cause = Pick<Request, 'base' | 'mutedHooks'>;

export const base = 'https://api.moysklad.ru/api/remap/1.2/';
export const byHand: Cause = { base, mutedHooks: [] };

/** Nothing but 200 and 204 within that time will do, and repeats follow at once (MoySklad API 1.2, webhooks). */
const manner = { accepted: [200, 204], answerWithinMs: 1_500, pausesMs: [0] } as const;

/** Tells every webhook that is for such events. */
export function tell(account: Account, { base, mutedHooks }: Cause, event: Event): void {
  for (const { url, withFields } of hooksFor(account, event)) {
    if (mutedHooks.some(prefix => url.startsWith(prefix))) continue;
    const { entity, action, updatedFields } = event;
    const meta = { type: entity.type, href: `${base}${entity.path}` };
    post(account, url, {
      auditContext: {
        meta: { type: 'audit', href: `${base}audit/${account.newId('audit')}` },
        moment: moscowNow(account).slice(0, 19),
        uid: account.settings.login,
      },
      events: [{ meta, ...(withFields && updatedFields ? { updatedFields } : {}), action, accountId: ACCOUNT_ID }],
    });
  }
}

/** Sends one notification, under an id that its repeats have, too. */
export function post(account: Account, url: string, body: object): void {
  const address = new URL(url);
  address.searchParams.set('requestId', account.newId('hook'));
  account.kit.sendHook({
    url: address.href,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    attempts: account.settings.hookAttempts,
    ...manner,
    body: JSON.stringify(body),
  });
}

function hooksFor(account: Account, { action, entity }: Event): readonly Hook[] {
  const { hookUrl } = account.settings;
  const byOwner: Hook = { url: hookUrl, action: 'UPDATE', entityType: 'customerorder', withFields: true };
  const registered = ofType(account, 'webhook')
    .filter(({ fields }) => fields['enabled'] === true)
    .map(({ fields }) => ({
      url: textOf(fields, 'url'),
      action: textOf(fields, 'action'),
      entityType: textOf(fields, 'entityType'),
      withFields: fields['diffType'] === 'FIELDS',
    }));
  const wanted = [...registered, ...(hookUrl === '' ? [] : [byOwner])];
  return wanted.filter((hook): hook is Hook => hook.action === action && hook.entityType === entity.type);
}
