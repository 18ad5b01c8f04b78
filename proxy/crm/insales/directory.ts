import { z } from 'zod';
import type { Directory } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './context.ts';
import { readAll } from './feed.ts';
import { SYSTEM } from './stages.ts';
import { Count, Field, Status, Titled, Warehouse } from './wire.ts';

type Entries = Directory[string];

/** The setting that names fields: a handle where there is one, for an id says nothing to a reader. */
const ORDER_FIELD = '3';

/** Where statuses of a shop's own are switched off the list may be missing; the system's are there all the same. */
const statuses = async ({ api }: Context): Promise<Entries> => {
  try {
    const rows = await api({ path: 'custom_statuses' }, z.array(Status));
    return rows.map(({ permalink, title }) => ({ code: permalink, name: title ?? permalink }));
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.kind !== 'not-found') throw error;
    return [...SYSTEM].map(([code, { name }]) => ({ code, name }));
  }
};

const titled = async ({ api }: Context, path: string): Promise<Entries> => {
  const rows = await api({ path }, z.array(Titled));
  return rows.map(({ id, title }) => ({ code: id, name: title ?? id }));
};

/** What an engineer needs in order to map. */
export const directory = async (context: Context): Promise<Directory> => {
  const { api } = context;
  const fields = await readAll(api, { path: 'fields', pages: 4 }, Field);
  const warehouses = await api({ path: 'warehouses' }, z.array(Warehouse));
  return {
    statuses: await statuses(context),
    deliveryVariants: await titled(context, 'delivery_variants'),
    paymentGateways: await titled(context, 'payment_gateways'),
    orderFields: fields
      .filter(({ destiny }) => destiny === ORDER_FIELD)
      .map(({ id, handle, title, office_title }) => ({ code: handle ?? id, name: title ?? office_title ?? id })),
    warehouses: warehouses.map(({ id, array_index, title, name }) => ({
      code: array_index ?? id,
      name: title ?? name ?? id,
    })),
  };
};

export const probe = async ({ api }: Context): Promise<string> => {
  const { count } = await api({ path: 'products/count' }, Count);
  return `${count} products`;
};
