import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCatalogueFile } from '../catalogue-file/read.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Catalogue, type Products, productsOf } from './catalogue.ts';
import type { Known } from './kept.ts';

interface Parts {
  clock: Clock;
  log: Log;
}

/** How often the file is looked at, while somebody asks for its products. */
const LOOK_EVERY = 2_000;
/** A file that was touched so lately may still be on its way; half of one may read well. */
const SETTLES = 2_000;

interface Version {
  name: string;
  touchedAt: number;
}

const versionOf = async (file: string): Promise<Version | null> => {
  const found = await stat(file).catch(() => null);
  return found && { name: `${found.mtimeMs} ${found.size} ${found.ino}`, touchedAt: found.mtimeMs };
};

/**
 * The shop's own file as the catalogue. A changed file is read anew when it has settled; where that version is faulty,
 * the last good one goes on and the log says so, once a version.
 * @param currency of the prices, the shop's
 */
export const createFileCatalogue = (file: string, currency: string, { clock, log }: Parts): Catalogue => {
  let known: Known<Products> | null = null;
  /** The version last read, good or bad; undefined: none yet. */
  let read: string | null | undefined;
  let isGood = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    const version = await versionOf(file);
    const name = version?.name ?? null;
    const now = clock.now();
    if (name === read) {
      if (known && isGood) known = { ...known, at: now };
      return;
    }
    if (known && version && Math.abs(now - version.touchedAt) < SETTLES) return;
    read = name;
    const { products, faults } = await readCatalogueFile(file, currency);
    isGood = faults === null;
    if (products) {
      known = { value: productsOf(products), at: now };
      log.info('catalogue-file-read', { file: basename(file), products: products.length });
    } else {
      const [first] = faults;
      log.error('catalogue-file-faulty', {
        file: basename(file),
        faults: faults.length,
        first: first && `${first.path}: found ${first.found}, expected ${first.expected}`,
        inUse: known ? 'the last good version' : 'no catalogue',
      });
    }
  };

  const products = async (): Promise<Known<Products> | null> => {
    if (!looking && Math.abs(clock.now() - lookedAt) >= LOOK_EVERY) {
      lookedAt = clock.now();
      looking = look().finally(() => {
        looking = null;
      });
    }
    await looking;
    return known;
  };

  return {
    products,
    async age() {
      const now = await products();
      return now && { products: now.value.list.length, at: now.at };
    },
  };
};
