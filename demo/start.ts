import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { loadConfig } from '../proxy/config/load.ts';
import { freshKey } from '../proxy/orders/seal.ts';
import { sandboxHooks } from './hooks.ts';
import { type About, aboutShop, Samples } from './shop/about.ts';
import { startShop } from './shop/server.ts';
import { type Supervised, supervise } from './supervise.ts';

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

/** What the proxy was started with, for whoever looks into its order book from another terminal. */
const environmentFile = join(STATE, `${crm}-${port}.env`);
const lines = Object.entries(environment).map(([name, value]) => `${name}="${value}"\n`);
writeFileSync(environmentFile, lines.join(''), { mode: 0o600 });

const programs: Supervised[] = [];
let stopping = false;
const stop = async (code: number): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await Promise.all(programs.map(program => program.stop()));
  rmSync(environmentFile, { force: true });
  process.exit(code);
};
process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));

const run = async (name: string, args: string[], env: Record<string, string> = {}): Promise<Supervised> => {
  const program = supervise(name, args, env, /listens on/);
  programs.push(program);
  await program.ready();
  return program;
};

const openShop = async (): Promise<About> => {
  await buildWidgets();
  const hooks = JSON.stringify(sandboxHooks(crm, `${at(1)}/hooks/kitchen/${secrets['HOOK_TOKEN'] ?? ''}`));
  const sandbox = [join(HERE, 'sandbox/cli.ts'), crm, '--port', String(port + 2), '--speed', speed];
  await run('sandbox', [...sandbox, '--settings', hooks]);
  const serve = [join(HERE, '../proxy/cli.ts'), 'serve', '--config', config, '--port', String(port + 1)];
  const proxy = await run('proxy', serve, environment);
  // Once, as its engineer would: the CRM is told where to send its notifications.
  const connect = [join(HERE, '../proxy/cli.ts'), 'connect', 'kitchen', '--config', config];
  await promisify(execFile)(process.execPath, connect, { env: { ...process.env, ...environment } });
  const data = await (await fetch(`${at(3)}/__sandbox/data`)).json();
  const about = aboutShop(loadConfig(config, environment), Samples.parse(data));
  await startShop({
    ...{ port, about },
    proxyUrl: at(1),
    backDoorUrl: at(3),
    serverKey: secrets['SERVER_KEY'] ?? '',
    webhookSecret: secrets['WEBHOOK_SECRET'] ?? '',
    killProxy: () => proxy.kill(),
  });
  return about;
};

/** What is different about the demo of one CRM. */
const WORTH_KNOWING: Partial<Record<string, string>> = {
  minicrm:
    'MiniCRM takes orders as files and works them off in its own time: one is in the kitchen panel after 20 seconds.',
};

const thingsToTry = ({ isExtended }: About): string =>
  [
    'Try: order, then in the kitchen panel move the order on; the page shows it at once.',
    isExtended && 'Try: order for 3 000 ₽ or more: demo/config/my-shop.ts adds a gift on the way to the kitchen.',
    "Try: break the CRM, order three times, pull the proxy's plug, mend the CRM: nothing is lost, nothing comes twice.",
    WORTH_KNOWING[crm],
  ]
    .flatMap(line => (line ? `  ${line}` : []))
    .join('\n');

const welcome = (about: About): string => `
  The demo shop is open.

  ${at(0)}/               the shop: order something, then open the kitchen panel at the bottom
  ${at(0)}/form.html      the same order by a plain HTML form; works with JavaScript off
  ${at(0)}/states.html    every state of every widget

${thingsToTry(about)}

  What the CRM holds:    curl ${at(3)}/__sandbox/orders
  What needs a person:   npx node --env-file=${relative('.', environmentFile)} proxy/cli.ts orders list --state uncertain --config demo/config/${crm}.json
  Proxy ${at(1)}, sandbox ${at(2)}. Stop with Ctrl+C.

`;

try {
  process.stdout.write(welcome(await openShop()));
} catch (error) {
  // What has started must not outlive us: it would hold the ports against the next try.
  process.stderr.write(`\n  The demo did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write(`  Where a port is taken, move them all: PORT=9000 npm start\n\n`);
  await stop(1);
}
