/** The account as it stands: what calls and the back door read and change. */
import { createHmac } from 'node:crypto';
import type { Kit } from '../kit/sandbox.ts';
import { elements } from './data/catalogs.ts';
import { ACCOUNT_ID } from './data/company.ts';
import { createGrants, type Grants } from './oauth/grants.ts';
import type { Element, Event, Lead, Link, Note, Person, Tag, Webhook } from './records.ts';
import type { Settings } from './settings.ts';

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  readonly grants: Grants;
  readonly leads: Map<number, Lead>;
  /** Contacts and companies, whose ids never meet. */
  readonly people: Map<number, Person>;
  readonly elements: Map<number, Element>;
  /** In the order they were made. */
  links: readonly Link[];
  readonly notes: Map<number, Note>;
  readonly tags: Map<number, Tag>;
  readonly webhooks: Map<number, Webhook>;
  /** The newest last. */
  readonly events: Event[];
  /** How many links to elements were asked for so far. */
  linksAsked: number;
  /** Unix seconds. */
  now(): number;
  /** The next id, for whatever has one of its own. */
  nextId(of: Sequence): number;
  /** Whether a token opens the account. */
  isAuthorized(token: string): boolean;
  switchOn(): void;
  /** Takes new settings in, with what switching the integration off brings about. */
  apply(settings: Settings): void;
}

/** Each starts where no id of another can be taken for it. */
const firstIds = {
  lead: 15_200_001,
  person: 19_600_001,
  element: 730_001,
  note: 76_700_001,
  tag: 263_001,
  webhook: 839_001,
  event: 1,
};

export type Sequence = keyof typeof firstIds;

/** A fresh account, without people and leads. */
export function openAccount(kit: Kit, settings: Settings): Account {
  const next: Record<Sequence, number> = { ...firstIds };
  const grants = createGrants(kit.clock);
  const account: Account = {
    ...{ kit, settings, grants },
    leads: new Map(),
    people: new Map(),
    elements: new Map(elements.map(element => [element.id, element])),
    links: [],
    notes: new Map(),
    tags: new Map(),
    webhooks: new Map(),
    events: [],
    linksAsked: 0,
    now: () => Math.floor(kit.clock.now() / 1_000),
    nextId: of => next[of]++,
    isAuthorized(token) {
      const { connected, longLivedToken } = account.settings;
      if (!connected || token === '') return false;
      return token === longLivedToken || grants.isAccessToken(token);
    },
    switchOn() {
      account.settings = { ...account.settings, connected: true };
    },
    apply(changed) {
      const isLeaving = account.settings.connected && !changed.connected;
      account.settings = changed;
      if (isLeaving) switchOff(account);
    },
  };
  return account;
}

/** The owner takes the access back: tokens are good for nothing, and the integration is told, if it wanted to be. */
function switchOff({ kit, grants, settings }: Account): void {
  grants.revokeAll();
  if (settings.disconnectHookUrl === '') return;
  const { clientId, clientSecret } = settings;
  const url = new URL(settings.disconnectHookUrl);
  url.searchParams.set('account_id', String(ACCOUNT_ID));
  url.searchParams.set('client_uuid', clientId);
  const signature = createHmac('sha256', clientSecret).update(`${clientId}|${ACCOUNT_ID}`).digest('hex');
  url.searchParams.set('signature', signature);
  kit.sendHook({ url: url.href, method: 'GET', body: '', attempts: 1 });
}
