import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import type { Config, ConnectionConfig } from '../config/config.ts';
import { extended } from '../extend/extended.ts';
import { runExtension } from '../extend/run.ts';
import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';
import type { Capability, CrmMethods, Keep, ShopFacts } from './crm.ts';
import { createForward } from './forward.ts';
import { createHttp } from './http.ts';
import { heedLimits } from './limits.ts';
import { createQuotas, type QuotaGate } from './quota.ts';
import type { TokenKeep } from './tokens.ts';

/** All that a connection keeps: its adapter's own, its tokens, which no adapter sees, and what the CRM may fetch. */
export interface ConnectionKeep extends Keep, TokenKeep {
  /** What the CRM was offered under this token; null: nothing, or no longer. */
  offered(token: string): Promise<{ text: string; contentType: string } | null>;
}

export interface ConnectOptions {
  clock: Clock;
  log: Log;
  /** What each connection keeps in the order book. */
  keepOf(connection: string): ConnectionKeep;
  publicUrl: string;
  /** In place of real connections to the CRMs. */
  dispatcher?: Dispatcher;
}

/** How to hang up, kept apart: nobody who asks a connection should be able to. */
const hangUps = new WeakMap<Connection, () => Promise<void>>();

/** Puts every configured connection to work. Connections that a CRM counts together share their quota. */
export const connectAll = (
  config: Pick<Config, 'connections' | 'shop'>,
  options: ConnectOptions,
): Map<string, Connection> => {
  const quotaOf = createQuotas(options.clock);
  const shop = factsOf(config.shop, options.clock);
  return new Map(
    [...config.connections].map(([name, each]) => [name, connectOne(each, quotaOf(each), shop, options)] as const),
  );
};

/** Closes every connection's sockets. Calls under way fail. */
export const closeAll = async (connections: ReadonlyMap<string, Connection>): Promise<void> => {
  await Promise.all([...connections.values()].map(connection => hangUps.get(connection)?.()));
};

/** What a connection can do: the methods that it has. */
export const capabilitiesOf = (methods: CrmMethods): Capability[] =>
  (Object.keys(methods) as (keyof CrmMethods)[]).filter(
    (name): name is Capability => name !== 'probe' && typeof methods[name] === 'function',
  );

const connectOne = (
  config: ConnectionConfig,
  quota: QuotaGate,
  shop: ShopFacts,
  options: ConnectOptions,
): Connection => {
  const { name, crm } = config;
  const keep = options.keepOf(name);
  const http = createHttp({ ...options, config, quota, keep, redirectUrl: redirectUrlOf(options.publicUrl, name) });
  const extension = config.extend === null ? null : runExtension({ ...options, file: config.extend, connection: name });
  const own = crm.connect(config.settings, http, shop, keep);
  const methods = heedLimits(extension ? extended(own, extension) : own, quota);
  const forward = createForward({ ...options, config, quota });
  const connection = {
    ...{ name, config, manifest: crm.manifest, methods, access: http.tokens, offered: keep.offered },
    ...(forward && { forward }),
  };
  hangUps.set(connection, async () => {
    forward?.close();
    await Promise.all([http.close(), extension?.close()]);
  });
  return connection;
};

/** Where a person comes back to who let us into the CRM. */
export const redirectUrlOf = (publicUrl: string, connection: string): string =>
  `${publicUrl.replace(/\/$/, '')}/connect/${connection}`;

const factsOf = (shop: Config['shop'], clock: Clock): ShopFacts => ({
  timeZone: shop.timezone,
  currency: shop.currency,
  language: shop.language,
  phoneCountry: shop.phoneCountry,
  now: () => clock.now(),
});
