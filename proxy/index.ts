/** The package's door: put the proxy into an app of your own. `crm-proxy serve` does the same by itself. */
export { createProxy } from './app.ts';
export type { Config } from './config/config.ts';
export { ConfigError } from './config/config.ts';
export { loadConfig, parseConfig } from './config/load.ts';
export type { ConfigInput } from './config/schema.ts';
export type { Order } from './crm/order.ts';
export type { Extension } from './extend/extension.ts';
