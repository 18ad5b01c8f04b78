/** A stand-in for MiniCRM, written from the reference of its API and not from any client of it. */
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { tooMany, unauthorized } from './answers.ts';
import { createApi } from './api.ts';
import { nextStatus, setShownStatus, showOrder } from './back-door.ts';
import { spentCoupons, usableCoupons } from './coupons.ts';
import { fieldsOfModule } from './fields.ts';
import { modules, orderModule, units, users } from './labels.ts';
import { dishes, netOf } from './menu.ts';
import { methodOf } from './routes.ts';
import { seedAccount, seedPhones } from './seed.ts';
import { defaultSettings, mergeSettings } from './settings.ts';

/** One MiniCRM account of its own. */
export function createMinicrm(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seedAccount(account);
  const startingOrders = [...account.orders.values()].map(order => showOrder(account, order));

  const data = (): SandboxData => ({
    skus: dishes.map(({ article }) => article),
    certificates: usableCoupons.map(({ code }) => code),
    phones: seedPhones,
    orders: startingOrders.map(({ ref, number, phone }) => ({ ref, number, phone })),
    statuses: orderModule.statuses.map(({ id }) => String(id)),
    details: {
      ...{ modules, users, units: units[account.settings.language], coupons: [...usableCoupons, ...spentCoupons] },
      fields: modules.map(({ id }) => ({ categoryId: id, fields: fieldsOfModule(id, account.settings) })),
      products: dishes.map(dish => ({ ...dish, priceNet: netOf(dish) })),
      contacts: [...account.contacts.values()],
      cards: [...account.cards.values()],
      // What the program shows people of the XML sync, and no call does.
      syncLog: account.feeds,
    },
  });

  return {
    methodOf,
    handle: createApi(account),
    limited: () => tooMany,
    unauthorized: () => unauthorized(account.settings),
    data,
    orders: () => [...account.orders.values()].map(order => showOrder(account, order)),
    setStatus: (ref, status) => setShownStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, ref),
    settings: () => account.settings,
    changeSettings(patch) {
      account.settings = mergeSettings(account.settings, patch);
    },
  };
}
