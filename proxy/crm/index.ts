import { amocrm } from './amocrm/index.ts';
import type { Crm } from './crm.ts';
import { frontpad } from './frontpad/index.ts';
import { insales } from './insales/index.ts';
import { keycrm } from './keycrm/index.ts';
import { minicrm } from './minicrm/index.ts';
import { moysklad } from './moysklad/index.ts';
import { retailcrm } from './retailcrm/index.ts';

/** Every CRM the proxy speaks to, by its type in the config. Adding one is a folder here and a line below. */
export const crms = { amocrm, frontpad, insales, keycrm, minicrm, moysklad, retailcrm } as const satisfies Record<
  string,
  Crm
>;

export type CrmType = keyof typeof crms;
