/** A stand-in for amoCRM, written from what is known of its API and not from any client of ours. */
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { createApi, unauthorized } from './api.ts';
import { nextStatus, setShownStatus, showLead, statusesInOrder } from './back-door.ts';
import { catalogs, elements, skus, usableCertificates } from './data/catalogs.ts';
import { company, users } from './data/company.ts';
import { cardFields } from './data/fields.ts';
import { phones } from './data/people.ts';
import { lossReasons, pipelines } from './data/pipelines.ts';
import { methodOf } from './routes.ts';
import { seed } from './seed.ts';
import { defaultSettings, mergeSettings } from './settings.ts';

/** One amoCRM account of its own. */
export function createAmocrm(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seed(account);
  const shown = () =>
    [...account.leads.values()].filter(({ isDeleted }) => !isDeleted).map(lead => showLead(account, lead));
  const startingOrders = shown().map(({ ref, number, phone }) => ({ ref, number, phone }));
  const api = createApi(account);

  const data = (): SandboxData => ({
    ...{ skus, certificates: usableCertificates, phones, orders: startingOrders, statuses: statusesInOrder() },
    details: { company, users, pipelines, lossReasons, fields: cardFields, catalogs, elements },
  });

  return {
    methodOf,
    handle: api.handle,
    limited: api.limited,
    unauthorized,
    data,
    orders: shown,
    setStatus: (ref, status) => setShownStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, ref),
    settings: () => account.settings,
    changeSettings: patch => account.apply(mergeSettings(account.settings, patch)),
  };
}
