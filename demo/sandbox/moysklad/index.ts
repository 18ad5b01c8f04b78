/** A stand-in for MoySklad, JSON API 1.2, written from the reference of its API and not from our client of it. */

import { menu } from '../kit/menu.ts';
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { createApi, unauthorized } from './api.ts';
import { nextStatus, setStatus, showOrders } from './back-door.ts';
import { attributes, dictionaries } from './data/attributes.ts';
import { goods } from './data/catalogue.ts';
import { directories } from './data/directories.ts';
import { certificates, giftCards, payments, people, phones } from './data/people.ts';
import { cancelled, states, way } from './data/states.ts';
import { methodOf } from './routes.ts';
import { seed } from './seed.ts';
import { defaultSettings, mergeSettings } from './settings.ts';
import { noteStock } from './stock-changes.ts';

/** One MoySklad account of its own. */
export function createMoysklad(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seed(account);
  const api = createApi(account);
  const data: SandboxData = {
    skus: menu.map(({ article }) => article),
    certificates: giftCards,
    phones,
    orders: showOrders(account).map(({ ref, number, phone }) => ({ ref, number, phone })),
    statuses: [...way, ...cancelled],
    details: { directories, states, attributes, dictionaries, goods, people, certificates, payments },
  };

  return {
    methodOf,
    handle: call => api.handle(call),
    limited: () => api.limited(),
    unauthorized,
    data: () => data,
    orders: () => showOrders(account),
    setStatus: (ref, status) => setStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, ref),
    settings: () => account.settings,
    changeSettings(patch) {
      const before = account.settings;
      account.settings = mergeSettings(before, patch);
      noteStock(account, before.stocks);
    },
  };
}
