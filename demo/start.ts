import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { freshKey } from '../proxy/orders/seal.ts';
import { startShop } from './shop/server.ts';
import { supervise } from './supervise.ts';

const HERE = import.meta.dirname;
const STATE = join(HERE, 'state');

const port = Number(process.env['PORT'] ?? 8787);
const crm = process.env['CRM'] ?? 'frontpad';
const speed = process.env['SPEED'] ?? '1';

/** The demo's own order-book key: made once, kept beside the order book it opens. */
const orderBookKey = (): string => {
  const file = join(STATE, 'order-book.key');
  if (!existsSync(file)) {
    mkdirSync(STATE, { recursive: true });
    writeFileSync(file, `${freshKey()}\n`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
};

const buildWidgets = async (): Promise<void> => {
  if (existsSync(join(HERE, '../dist/widgets/crm-widgets.js'))) return;
  const { build } = await import('vite');
  await build({ configFile: join(HERE, '../vite.config.ts'), logLevel: 'warn' });
};

const config = join(HERE, 'config', `${crm}.json`);
if (!existsSync(config)) {
  process.stderr.write(`There is no demo for "${crm}": CRM names a file in demo/config.\n`);
  process.exit(2);
}

const at = (step: number) => `http://127.0.0.1:${port + step}`;
const secrets = parseEnv(readFileSync(join(HERE, 'demo.env'), 'utf8'));
const environment = {
  ORDER_BOOK_KEY: orderBookKey(),
  SHOP_ORIGIN: at(0),
  PUBLIC_URL: at(1),
  SANDBOX_URL: at(2),
  QUOTA_SPEED: speed,
  DATABASE_URL: process.env['DATABASE_URL'] ?? `sqlite:${join(STATE, `orders-${crm}.sqlite`)}`,
};

await buildWidgets();
const sandbox = supervise(
  'sandbox',
  [join(HERE, 'sandbox/cli.ts'), crm, '--port', String(port + 2), '--speed', speed],
  {},
  /listens on/,
);
await sandbox.ready();
const proxy = supervise(
  'proxy',
  [join(HERE, '../proxy/cli.ts'), 'serve', '--config', config, '--port', String(port + 1)],
  environment,
  /listens on/,
);
await proxy.ready();
const shop = await startShop({
  port,
  proxyUrl: at(1),
  backDoorUrl: at(3),
  serverKey: secrets['SERVER_KEY'] ?? '',
  webhookSecret: secrets['WEBHOOK_SECRET'] ?? '',
  killProxy: () => proxy.kill(),
});

process.stdout.write(`
  The demo shop is open.

  ${at(0)}/               the shop: order something, then open the kitchen panel at the bottom
  ${at(0)}/form.html      the same order by a plain HTML form; works with JavaScript off
  ${at(0)}/states.html    every state of every widget

  Try: order, then in the kitchen panel move the order on; the page shows it at once.
  Try: break the CRM, order three times, pull the proxy's plug, mend the CRM: nothing is lost, nothing comes twice.

  What the CRM holds:    curl ${at(3)}/__sandbox/orders
  What needs a person:   npx crm-proxy orders list --state uncertain --config demo/config/${crm}.json
  Proxy ${at(1)}, sandbox ${at(2)}. Stop with Ctrl+C.

`);

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  shop.close();
  await proxy.stop();
  await sandbox.stop();
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
