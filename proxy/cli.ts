#!/usr/bin/env node
import { check } from './cli/check.ts';
import { connect, disconnect } from './cli/connect.ts';
import { notices } from './cli/notices.ts';
import { orders } from './cli/orders.ts';
import { schema } from './cli/schema.ts';
import { serve } from './cli/serve.ts';
import { upload } from './cli/upload.ts';
import { freshKey } from './orders/seal.ts';

const HELP = `crm-proxy: the CRM Widgets proxy

  crm-proxy serve  [--config FILE] [--port N] [--host H] [--admin-port N]
  crm-proxy check  [--config FILE] [--skus FILE.csv]     is the config right, does the CRM answer, are these articles known
  crm-proxy connect CONNECTION [--token] [--config FILE]  get access (OAuth), have the CRM notify us, or say how
  crm-proxy disconnect CONNECTION [--config FILE]         take that back
  crm-proxy orders list [--state S] [--config FILE]      the order book
  crm-proxy orders show|retry|drop NUMBER                look at one, send it again, give it up
  crm-proxy orders submitted NUMBER CRM-NUMBER           it stands in the CRM: tell the book
  crm-proxy upload customers|orders --connection NAME FILE.json   send those the shop has had for long
  crm-proxy notices [--config FILE]                      what managers and the site could not be told
  crm-proxy schema                                       the JSON Schema of crm.config.json, for editors
  crm-proxy key                                          a fresh order-book key

The config is crm.config.json in this folder unless --config says otherwise. Secrets come from the environment.
`;

type Command = (args: string[]) => Promise<number>;

const say = (text: string): void => void process.stdout.write(text);

const COMMANDS: Record<string, Command> = {
  serve,
  check,
  connect,
  disconnect,
  orders,
  upload,
  notices,
  schema,
  key: async () => {
    say(`${freshKey()}\n`);
    return 0;
  },
  help: async () => {
    say(HELP);
    return 0;
  },
};

const [name = 'help', ...args] = process.argv.slice(2);
const command =
  name === '--help' || name === '-h' ? COMMANDS['help'] : Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

if (command) {
  process.exitCode = await command(args);
} else {
  process.stderr.write(`There is no command "${name}".\n\n${HELP}`);
  process.exitCode = 2;
}
