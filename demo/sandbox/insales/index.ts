/** A stand-in for InSales, written from what is known of its API and not from any client of ours. */
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { unauthorized } from './answers.ts';
import { createApi } from './api.ts';
import { nextStatus, setShownStatus, showOrder } from './back-door.ts';
import { settleGoods } from './catalogue.ts';
import { spentCodes, usableCodes } from './code-list.ts';
import { customStatuses, deliveryVariants, fields, paymentGateways, shop, warehouses } from './directories.ts';
import { products, skus } from './menu.ts';
import { clients } from './people.ts';
import { methodOf } from './routes.ts';
import { seedOrders } from './seed-orders.ts';
import { defaultSettings, mergeSettings } from './settings.ts';
import { statusesInOrder } from './status-list.ts';

/** One InSales shop of its own. */
export function createInsales(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seedOrders(account);
  const shown = () =>
    [...account.orders.values()].filter(({ deleted }) => !deleted).map(each => showOrder(account, each));
  const startingOrders = shown().map(({ ref, number, phone }) => ({ ref, number, phone }));
  const api = createApi(account);

  const data = (): SandboxData => ({
    skus,
    certificates: usableCodes.map(({ code }) => code),
    phones: clients.flatMap(({ phone }) => phone ?? []),
    orders: startingOrders,
    statuses: statusesInOrder(account).map(({ permalink }) => permalink),
    details: {
      ...{ products, clients, customStatuses, deliveryVariants, paymentGateways, fields, warehouses, shop },
      ...{ statuses: statusesInOrder(account), codes: [...usableCodes, ...spentCodes] },
    },
  });

  return {
    methodOf,
    handle: api.handle,
    limited: api.limited,
    unauthorized: () => unauthorized,
    data,
    orders: shown,
    setStatus: (ref, status) => setShownStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, ref),
    settings: () => account.settings,
    changeSettings(patch) {
      const before = account.settings;
      account.settings = mergeSettings(before, patch);
      settleGoods(account, before, account.settings);
    },
  };
}
