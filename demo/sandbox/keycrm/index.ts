/** A stand-in for KeyCRM, written from the reference of its API and not from any client of it. */
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { unauthenticated } from './answers.ts';
import { createApi } from './api.ts';
import { setShownStatus, showCard, showOrder } from './back-door.ts';
import { customFields } from './custom-field-directory.ts';
import {
  deliveryServices,
  paymentMethods,
  pipelineStatuses,
  pipelines,
  sources,
  statuses,
  tags,
  warehouse,
} from './directories.ts';
import { offers, products } from './menu.ts';
import { buyers } from './people.ts';
import { methodOf } from './routes.ts';
import { seedOrders } from './seed-orders.ts';
import { defaultSettings, mergeSettings } from './settings.ts';
import { nextStatus } from './statuses.ts';

/** One KeyCRM account of its own. */
export function createKeycrm(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seedOrders(account);
  const startingOrders = [...account.orders.values()]
    .map(showOrder)
    .map(({ ref, number, phone }) => ({ ref, number, phone }));
  const api = createApi(account);

  const data: SandboxData = {
    skus: offers.map(({ sku }) => sku),
    // KeyCRM has nothing of the kind.
    certificates: [],
    phones: buyers.flatMap(({ phone }) => phone),
    orders: startingOrders,
    statuses: statuses.map(({ id }) => String(id)),
    details: {
      ...{ products, offers, warehouse, buyers, statuses, sources, deliveryServices, paymentMethods },
      ...{ tags, customFields, pipelines, pipelineStatuses },
    },
  };

  return {
    methodOf,
    handle: api.handle,
    limited: api.limited,
    unauthorized: () => unauthenticated,
    data: () => data,
    orders: () => [...[...account.orders.values()].map(showOrder), ...[...account.cards.values()].map(showCard)],
    setStatus: (ref, status) => setShownStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, Number(ref)),
    settings: () => account.settings,
    changeSettings(patch) {
      account.settings = mergeSettings(account.settings, patch);
    },
  };
}
