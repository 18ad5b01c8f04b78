import { z } from 'zod';
import type { Directory, DirectoryEntry } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './context.ts';
import { readAll } from './feed.ts';
import { SYSTEM } from './stages.ts';
import { Count, Field, Gateway, Status, Titled, Warehouse } from './wire.ts';

/** What a field is of, as its number tells (a public client). */
const DESTINY = { client: '2', order: '3' };

/** Where statuses of a shop's own are switched off the list may be missing; the system's are there all the same. */
const statuses = async ({ api }: Context): Promise<DirectoryEntry[]> => {
  try {
    const rows = await api({ path: 'custom_statuses' }, z.array(Status));
    return rows.map(({ permalink, title }) => ({ code: permalink, name: title ?? permalink }));
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.kind !== 'not-found') throw error;
    return [...SYSTEM].map(([code, { name }]) => ({ code, name }));
  }
};

const deliveryVariants = async ({ api }: Context): Promise<DirectoryEntry[]> => {
  const rows = await api({ path: 'delivery_variants' }, z.array(Titled));
  return rows.map(({ id, title }) => ({ code: id, name: title ?? id }));
};

/** A gateway that names no variant says nothing of which it is for. */
const paymentGateways = async ({ api }: Context): Promise<DirectoryEntry[]> => {
  const rows = await api({ path: 'payment_gateways' }, z.array(Gateway));
  return rows.map(({ id, title, payment_delivery_variants: pairs = [] }) => {
    const codes = pairs.flatMap(({ delivery_variant_id }) => delivery_variant_id ?? []);
    const only = codes.length > 0 && { only: { subject: 'deliveryVariants', codes } };
    return { code: id, name: title ?? id, ...only };
  });
};

/** A field is named by its handle or by its id. */
const fieldsOf = async ({ api }: Context, of: keyof typeof DESTINY): Promise<DirectoryEntry[]> => {
  const fields = await readAll(api, { path: 'fields', pages: 4 }, Field);
  return fields
    .filter(({ destiny }) => destiny === DESTINY[of])
    .flatMap(({ id, handle, title, office_title }) => {
      const name = title ?? office_title ?? id;
      return handle
        ? [
            { code: handle, name },
            { code: id, name: `${name} (${handle})` },
          ]
        : [{ code: id, name }];
    });
};

const warehouses = async ({ api }: Context): Promise<DirectoryEntry[]> => {
  const rows = await api({ path: 'warehouses' }, z.array(Warehouse));
  return rows.map(({ id, array_index, title, name }) => ({ code: array_index ?? id, name: title ?? name ?? id }));
};

const BOOKS = {
  deliveryVariants,
  paymentGateways,
  orderFields: (context: Context) => fieldsOf(context, 'order'),
  clientFields: (context: Context) => fieldsOf(context, 'client'),
  warehouses,
};

/** What an engineer needs in order to map. What the key has no right to see is left out. */
export const directory = async (context: Context): Promise<Directory> => {
  const books: Directory = { statuses: await statuses(context) };
  for (const [name, read] of Object.entries(BOOKS)) {
    try {
      books[name] = await read(context);
    } catch (error) {
      if (!(error instanceof CrmFailure) || error.kind !== 'auth') throw error;
    }
  }
  return books;
};

export const probe = async ({ api }: Context): Promise<string> => {
  const { count } = await api({ path: 'products/count' }, Count);
  return `${count} products`;
};
