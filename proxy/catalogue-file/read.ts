import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { ConfigError, type ConfigFault } from '../config/config.ts';
import { toFaults } from '../config/faults.ts';
import type { Product } from '../crm/crm.ts';
import { listCsv } from './csv.ts';
import { listJson } from './json.ts';
import type { Fault, Listed } from './listed.ts';
import { productSchema } from './product.ts';
import { decode, NOT_UTF8 } from './table.ts';

/** What a catalogue file holds: its products, or every fault of it. */
export type CatalogueFile = { products: Product[]; faults: null } | { products: null; faults: ConfigFault[] };

/**
 * Reads the shop's catalogue file (`shop.catalogue`): JSON by its ending, else CSV.
 * @param currency the shop's: prices are in its major units
 */
export const readCatalogueFile = async (file: string, currency: string): Promise<CatalogueFile> => {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return faulty(file, [fault('no readable file', 'a CSV or JSON file of products')]);
  const text = decode(bytes);
  if (text === null) return faulty(file, [fault(NOT_UTF8.found, NOT_UTF8.expected)]);
  const listed = file.toLowerCase().endsWith('.json') ? listJson(text) : listCsv(text);
  const { products, faults } = check(listed, currency);
  if (faults.length > 0) return faulty(file, faults);
  return products.length > 0
    ? { products, faults: null }
    : faulty(file, [fault('no product', 'at least one, or no shop.catalogue')]);
};

/**
 * The products of the config's catalogue file; none where there is no such file.
 * @throws ConfigError with every fault of the file at once
 */
export const checkCatalogueFile = async (shop: { catalogue?: string | undefined; currency: string }) => {
  if (shop.catalogue === undefined) return [];
  const { products, faults } = await readCatalogueFile(shop.catalogue, shop.currency);
  if (faults) throw new ConfigError(faults);
  return products;
};

const fault = (found: string, expected: string, place = ''): Fault => ({ place, found, expected });

const faulty = (file: string, faults: readonly Fault[]): CatalogueFile => ({
  products: null,
  faults: faults.map(({ place, ...rest }) => ({
    path: `shop.catalogue ${basename(file)}${place && `, ${place}`}`,
    ...rest,
    suggestion: null,
  })),
});

const check = ({ products: listed, faults: before }: Listed, currency: string) => {
  const schema = productSchema(currency);
  const faults = [...before];
  const products: Product[] = [];
  const placeOf = new Map<string, string>();
  for (const { value, place } of listed) {
    const { data, error } = schema.safeParse(value);
    if (!data) faults.push(...faultsOf(error.issues, value, place));
    else if (placeOf.has(data.sku))
      faults.push(fault(`${JSON.stringify(data.sku)}, as in ${placeOf.get(data.sku)}`, 'each sku once', place('sku')));
    else {
      placeOf.set(data.sku, place('sku'));
      products.push(data);
    }
  }
  return { products, faults };
};

const faultsOf = (issues: readonly z.core.$ZodIssue[], value: unknown, place: (key: string) => string): Fault[] =>
  toFaults(issues, value, undefined, [], () => false).map(({ path, found, expected }) =>
    fault(found, expected, place(path === '(the file)' ? '' : path)),
  );
