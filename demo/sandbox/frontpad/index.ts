/** A stand-in for FrontPad, written from the reference of its API and not from any client of it. */

import { menu, stopList } from '../kit/menu.ts';
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { failure } from './answers.ts';
import { createApi, methodOf } from './api.ts';
import { certificates, clients, directories, statuses, usedCertificate } from './data.ts';
import { seedOrders } from './seed-orders.ts';
import { defaultSettings, mergeSettings } from './settings.ts';
import { nextStatus, setStatus, tryHookUrl } from './statuses.ts';

/** One FrontPad account of its own. */
export function createFrontpad(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seedOrders(account);
  const startingOrders = [...account.orders.values()].map(({ ref, number, phone }) => ({ ref, number, phone }));

  const data: SandboxData = {
    skus: menu.map(({ article }) => article),
    certificates: certificates.map(({ number }) => number),
    phones: clients.map(({ phone }) => phone),
    orders: startingOrders,
    statuses: statuses.map(({ code }) => code),
    details: { menu, stopList, statuses, certificates, usedCertificate, clients, directories },
  };

  return {
    methodOf,
    handle: createApi(account),
    limited: () => failure('requests_limit'),
    unauthorized: () => failure('invalid_secret'),
    data: () => data,
    orders: () => [...account.orders.values()],
    setStatus: (ref, status) => setStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, ref),
    settings: () => account.settings,
    changeSettings(patch) {
      const before = account.settings;
      account.settings = mergeSettings(before, patch);
      if (account.settings.hookUrl !== before.hookUrl) tryHookUrl(account);
    },
  };
}
