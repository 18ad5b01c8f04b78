import type { Crm, Secrets } from '../crm/crm.ts';
import type { ParsedConfig, StatusMapping } from './schema.ts';

/** One connection, checked by its adapter's own schema, its secrets kept apart from its settings. */
export interface ConnectionConfig {
  name: string;
  type: string;
  crm: Crm;
  settings: object;
  secrets: Secrets;
  hookToken: string | null;
  statuses: StatusMapping[];
  /** The shop's extension: a file, absolute once the config was read from one. */
  extend: string | null;
  followDays: number;
  /** Paths of the CRM's own API that the site's back end may read. */
  forward: string[];
  /** At log level `debug`, of each call the shapes of what was sent and answered. */
  logRequests: boolean;
  /** Divides quota windows, gates, pauses and settle times; 1 in life. */
  speed: number;
}

/** The whole config after every check: references resolved, secrets read, `use` filled in. */
export interface Config extends Omit<ParsedConfig, 'connections' | 'use'> {
  connections: Map<string, ConnectionConfig>;
  use: {
    orders: string | null;
    orderStatus: string[];
    certificate: string | null;
    availability: string | null;
    customers: string | null;
  };
}

/** One fault of a config: where, what was found, what is expected, and the nearest thing that would have been right. */
export interface ConfigFault {
  path: string;
  found: string;
  expected: string;
  suggestion: string | null;
}

/** Every fault at once; its message is what a person reads. */
export class ConfigError extends Error {
  readonly faults: ConfigFault[];
  constructor(faults: ConfigFault[]) {
    const lines = faults.map(
      fault =>
        `  ${fault.path}: found ${fault.found}, expected ${fault.expected}${fault.suggestion ? `. Did you mean ${fault.suggestion}?` : ''}`,
    );
    super(`The config has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}
