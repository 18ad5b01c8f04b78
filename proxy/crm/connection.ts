import type { ConnectionConfig } from '../config/config.ts';
import type { CrmMethods, Manifest } from './crm.ts';
import type { Forward } from './forward.ts';

/** A connection at work: its config, its CRM's manifest, and what it can do. */
export interface Connection {
  name: string;
  config: ConnectionConfig;
  manifest: Manifest;
  methods: CrmMethods;
  /** Where the config opens paths of the CRM's own API. */
  forward?: Forward;
}
