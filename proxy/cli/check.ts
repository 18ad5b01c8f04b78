import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { columnOf } from '../catalogue-file/csv.ts';
import { checkCatalogueFile } from '../catalogue-file/read.ts';
import { decode, NOT_UTF8, readTable } from '../catalogue-file/table.ts';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import type { Connection } from '../crm/connection.ts';
import { CrmFailure } from '../crm/failure.ts';
import { createLog } from '../log.ts';
import { freshKey } from '../orders/seal.ts';
import { assemble, type Parts } from '../parts.ts';
import { checkCodes } from './check-codes.ts';
import { CONFIG_OPTION, guarded, out, UsageError } from './common.ts';

const HINTS: Record<string, string> = {
  invalid_secret: 'The CRM does not know this secret.',
  api_off: "The API is switched off in the CRM's settings.",
  invalid_plant: "The CRM's tariff does not include the API.",
  requests_limit: 'Too many calls just now; try again in a minute.',
  'not-connected': 'Nobody has let us in yet: run crm-proxy connect',
  reconnect: 'The access was taken back, or has ended: run crm-proxy connect',
  'token-refused': 'The CRM refuses this token: make another, and run crm-proxy connect',
};

const why = (error: unknown): string => {
  if (!(error instanceof CrmFailure)) return 'it failed in a way we did not expect';
  return (error.code && HINTS[error.code]) ?? error.message;
};

const ago = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  return minutes < 1 ? 'just now' : minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
};

/** Says in a line what the CRM answered, or why it did not. null: it is not there to be asked anything. */
const probe = async ({ methods }: Connection): Promise<boolean | null> => {
  try {
    out(`  answers: ${await methods.probe()}`);
    return true;
  } catch (error) {
    out(`  FAILED: ${why(error)}`);
    return error instanceof CrmFailure && ['unavailable', 'limit'].includes(error.kind) ? null : false;
  }
};

/** Even after a probe that failed: it may have stumbled over a wrong code. */
const compareCodes = async (parts: Parts, connection: Connection, answered: boolean): Promise<boolean> => {
  try {
    return await checkCodes(connection, parts.config.shop);
  } catch (error) {
    if (answered) out(`  FAILED: ${why(error)}`);
    return false;
  }
};

/** One connection: a harmless call, its codes where the CRM lists them, and the age of what we know of its goods. */
const checkConnection = async (parts: Parts, connection: Connection): Promise<boolean> => {
  out(`\n${connection.name} (${connection.manifest.title})`);
  out(
    `  can: ${Object.keys(connection.methods)
      .filter(name => name !== 'probe')
      .join(', ')}`,
  );
  const answered = await probe(connection);
  if (answered === null) return false;
  const right = await compareCodes(parts, connection, answered);
  const known = await parts.shop.catalogueAge(connection.name);
  if (connection.methods.catalogue && !parts.config.shop.catalogue) {
    out(
      known
        ? `  catalogue: ${known.products} articles, asked ${ago(parts.clock.now() - known.at)}`
        : '  catalogue: not asked yet; the first visitor does that',
    );
  }
  return answered && right;
};

/** The articles of a CSV: its column of them, or its first one where no heading says which. */
export const skusOf = (bytes: Buffer): string[] => {
  const text = decode(bytes);
  if (text === null) throw new UsageError(`--skus: found ${NOT_UTF8.found}, expected ${NOT_UTF8.expected}`);
  const { rows, broken } = readTable(text);
  if (broken) throw new UsageError(`--skus: line ${broken.line}: found ${broken.found}`);
  const column = columnOf('sku', rows[0]?.cells ?? []);
  const cells = (column ? rows.slice(1) : rows).map(row => row.cells[column?.index ?? 0] ?? '');
  return [...new Set(cells.filter(Boolean))];
};

const checkSkus = async (parts: Parts, file: string): Promise<boolean> => {
  const skus = skusOf(readFileSync(file));
  const unknown: string[] = [];
  let asOf: string | null = null;
  for (let start = 0; start < skus.length; start += 100) {
    const answer = await parts.shop.availability({ sku: skus.slice(start, start + 100) });
    asOf = answer.asOf;
    unknown.push(
      ...answer.items.filter(({ name, state }) => name === null && state === 'unknown').map(({ sku }) => sku),
    );
  }
  out(
    `\n${file}: ${skus.length} articles, ${unknown.length} unknown to ${parts.config.shop.catalogue ? "the shop's file" : 'the CRM'}${asOf ? ` as of ${asOf}` : ''}`,
  );
  for (const sku of unknown) out(`  unknown: ${sku}`);
  return unknown.length === 0;
};

const summary = (config: Config, products: number): void => {
  const { use, shop } = config;
  out(
    `The config is right. ${config.shop.name}: ${config.shop.currency}, ${config.shop.timezone}, ${config.origins.join(', ')}`,
  );
  out(
    `  orders: ${use.orders ?? 'nobody'}; lookups: ${use.orderStatus.join(', ') || 'the order book'}; certificates: ${use.certificate ?? 'nobody'}; availability: ${use.availability ?? 'nobody'}; customers: ${use.customers ?? 'nobody'}`,
  );
  if (shop.catalogue) out(`  catalogue: ${products} articles of ${shop.catalogue}`);
  out(
    `  managers hear by: ${config.managers.smtp ? config.managers.email.join(', ') : 'the log only (managers.smtp is not set)'}`,
  );
};

/** `crm-proxy check`: is the config right, does the CRM answer, does it know the codes and these articles. */
export const check = guarded(async args => {
  const { values } = parseArgs({ args, options: { ...CONFIG_OPTION, skus: { type: 'string' } } });
  const config = loadConfig(values.config);
  const products = await checkCatalogueFile(config.shop);
  summary(config, products.length);
  if (config.orderBookKeys.length === 0)
    throw new UsageError(
      `orderBookKeys is empty. A fresh key to put into the environment: ORDER_BOOK_KEY=${freshKey()}`,
    );
  const parts = await assemble(config, { log: createLog('error') });
  try {
    const answers: boolean[] = [];
    for (const connection of parts.connections.values()) answers.push(await checkConnection(parts, connection));
    if (values.skus) answers.push(await checkSkus(parts, values.skus));
    return answers.every(Boolean) ? 0 : 1;
  } finally {
    await parts.close(0);
  }
});
