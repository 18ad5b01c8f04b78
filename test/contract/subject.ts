import type { Dispatcher } from 'undici';
import type { SandboxName } from '../../demo/sandbox/index.ts';
import type { Clock } from '../../proxy/clock.ts';
import type { ConnectionConfig } from '../../proxy/config/config.ts';
import { ConfigSchema } from '../../proxy/config/schema.ts';
import { type ConnectionKeep, connectAll } from '../../proxy/crm/connect.ts';
import type { Connection } from '../../proxy/crm/connection.ts';
import type { Capability, Crm, HookRequest, Secrets, StatusChange } from '../../proxy/crm/crm.ts';
import type { CrmType } from '../../proxy/crm/index.ts';
import type { Log } from '../../proxy/log.ts';
import { createMemoryKeep } from '../kit/keep.ts';
import type { Asked, Said } from './transport.ts';

/** What a method gives for a given answer: a value, or the facts of the failure it throws. */
export interface PayloadCase {
  title: string;
  capability: Capability | 'probe';
  answer: Said | ((asked: Asked) => Said);
  expected: unknown;
}

/** An adapter, and all that the suite must be told to put it to the test. */
export interface Subject {
  name: CrmType & SandboxName;
  crm: Crm;
  /** A connection's own keys at this address: no more than it needs, and with everything switched on. */
  settings(url: string): { least: Record<string, unknown>; all: Record<string, unknown> };
  /** Settings that take a capability away, and a value of each. */
  without?: Record<string, unknown>;
  secrets: Secrets;
  sandbox: {
    /** What the sandbox must be told in order to know these secrets. */
    settings(secrets: Secrets): object;
    /** What it must be told of where to send notifications, where the CRM does not learn it from each order. */
    hookSettings?(hookUrl: string): object;
    /** The CRM's own name of the call that creates an order. */
    submit: string;
    /** Articles it is out of, and a certificate it does not know. */
    out: string[];
    unknownCertificate: string;
  };
  /** The answer to any call, as the CRM would give it. */
  good(asked: Asked): Said;
  payloads: PayloadCase[];
  /** An order is only sent once something else was read: where that fails, nothing can have been taken. */
  readsFirst?: true;
  /** HTTP statuses that an adapter reads itself, by method: they are not failures there. */
  reads?: Partial<Record<Capability | 'probe', number[]>>;
  hooks?: {
    good: { title: string; request: HookRequest; changes: StatusChange[] | 'ask' }[];
    bad: { title: string; request: HookRequest }[];
    /** A notification dated `2026-11-21 18:30:00` by the CRM's own clock, where it is dated by a wall clock. */
    at?(time: string): HookRequest;
    /** The CRM itself tells no time of a change, whatever else may put one in. */
    undated?: true;
  };
  /** The wanted time as an order is sent with it; absent where the CRM takes none. */
  deliveryAt?(asked: Asked): string | null;
}

export interface ConnectChoices {
  clock: Clock;
  log: Log;
  url?: string;
  settings?: 'least' | 'all';
  secrets?: Secrets;
  timeZone?: string;
  dispatcher?: Dispatcher;
  keep?: ConnectionKeep;
  /** In place of the adapter itself: the same one, watched. */
  crm?: Crm;
}

/** Where fake transports pretend the CRM to be. */
export const FAKE_URL = 'https://crm.example';

/** A connection of the subject, put to work the way the proxy does it. */
export const connectSubject = (subject: Subject, choices: ConnectChoices): Connection => {
  const { clock, log, dispatcher, url = FAKE_URL, settings = 'all', timeZone = 'Europe/Moscow' } = choices;
  const crm = choices.crm ?? subject.crm;
  const config: ConnectionConfig = {
    name: 'main',
    type: subject.name,
    crm,
    settings: crm.manifest.settings.parse(subject.settings(url)[settings]),
    secrets: choices.secrets ?? subject.secrets,
    hookToken: null,
    statuses: [],
    extend: null,
    followDays: 7,
    forward: [],
    logRequests: true,
    speed: 1,
  };
  const shop = ConfigSchema.shape.shop.parse({
    ...{ name: 'Shop', language: 'ru', currency: 'RUB', timezone: timeZone, phoneCountry: 'RU' },
  });
  const keep = choices.keep ?? createMemoryKeep();
  const connections = connectAll(
    { connections: new Map([['main', config]]), shop },
    { clock, log, keepOf: () => keep, publicUrl: 'https://proxy.example', ...(dispatcher ? { dispatcher } : {}) },
  );
  return [...connections.values()][0] as Connection;
};
