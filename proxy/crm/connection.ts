import type { ConnectionConfig } from '../config/config.ts';
import type { CrmMethods, Manifest } from './crm.ts';
import type { Forward } from './forward.ts';
import type { TokenSource } from './tokens.ts';

/** A connection at work: its config, its CRM's manifest, and what it can do. */
export interface Connection {
  name: string;
  config: ConnectionConfig;
  manifest: Manifest;
  methods: CrmMethods;
  /** The access that somebody granted by OAuth, which may be had or forgotten, not seen; null: it is in the config. */
  access: Pick<TokenSource, 'accept' | 'grantedAt' | 'forget'> | null;
  /** What the CRM may fetch from us under this token, for a while. */
  offered(token: string): Promise<{ text: string; contentType: string } | null>;
  /** Where the config opens paths of the CRM's own API. */
  forward?: Forward;
}
