import { createServer, type RequestListener, type Server } from 'node:http';
import { parseArgs } from 'node:util';
import { createProxy } from '../app.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { freshKey } from '../orders/seal.ts';
import { CONFIG_OPTION, err, guarded, out, UsageError } from './common.ts';

/** What orders in flight may take to end after a stop was asked for. */
const DRAIN_MS = 25_000;

const OPTIONS = {
  ...CONFIG_OPTION,
  port: { type: 'string', default: '8788' },
  host: { type: 'string', default: '127.0.0.1' },
  'admin-port': { type: 'string' },
} as const;

const portOf = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`"${text}" is no port: expected a number up to 65535.`);
  return port;
};

const listen = (handler: RequestListener, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', error =>
      reject(
        new UsageError(
          `Cannot listen on ${host}:${port} (${'code' in error ? error.code : error.name}). Is another proxy running there?`,
        ),
      ),
    );
    server.listen(port, host, () => resolve(server));
  });

/** No order book without a key: a fresh one is offered, never silently made, since losing it loses the orders. */
const loadWithKey = (file: string): Config => {
  const offer = (): never => {
    err('The order book needs a key and has none. Here is a fresh one; keep it somewhere safe:\n');
    err(`  ORDER_BOOK_KEY=${freshKey()}\n`);
    throw new UsageError(
      'Put it into the environment and "orderBookKeys": ["${ORDER_BOOK_KEY}"] into the config, then start again.',
    );
  };
  try {
    const config = loadConfig(file);
    return config.orderBookKeys.length === 0 ? offer() : config;
  } catch (error) {
    const missing =
      error instanceof ConfigError &&
      error.faults.every(fault => fault.path.startsWith('orderBookKeys.') && fault.found.endsWith('not set'));
    if (missing) offer();
    throw error;
  }
};

/** npm passes on a signal that the terminal has sent already: a second one must not cut an order in flight short. */
const stopped = (): Promise<NodeJS.Signals> =>
  new Promise(resolve => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
  });

const drain = async (servers: Server[], close: (ms: number) => Promise<void>): Promise<void> => {
  for (const server of servers) server.close();
  await close(DRAIN_MS);
  for (const server of servers) server.closeAllConnections();
};

/** `crm-proxy serve`: the proxy on one port, readiness on another, until it is told to stop. */
export const serve = guarded(async args => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const port = portOf(values.port);
  const config = loadWithKey(values.config);
  const adminPort = values['admin-port']
    ? portOf(values['admin-port'])
    : (config.admin.port ?? (port === 0 ? 0 : port + 3));
  const proxy = await createProxy(config);
  const main = await listen(proxy.handler, port, values.host);
  const admin = await listen(proxy.admin, adminPort, config.admin.host).catch(async error => {
    main.close();
    await proxy.close(0);
    throw error;
  });
  await proxy.start();
  const address = main.address();
  out(
    `crm-proxy listens on http://${values.host}:${typeof address === 'object' ? address?.port : port}, reached as ${config.publicUrl}`,
  );
  await stopped();
  await drain([main, admin], ms => proxy.close(ms));
  return 0;
});
