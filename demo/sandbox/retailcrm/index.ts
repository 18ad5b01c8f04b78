/** A stand-in for RetailCRM, API v5, written from the reference of its API and not from our client of it. */
import type { Kit, Sandbox, SandboxData } from '../kit/sandbox.ts';
import { openAccount } from './account.ts';
import { createApi, methodOf, tooMany, wrongKey } from './api.ts';
import { articles, offers } from './data/catalogue.ts';
import { customFields, dictionaries } from './data/custom-fields.ts';
import { deliveryTypes, paymentStatuses, paymentTypes } from './data/payments.ts';
import { giftCards, phones, startingCards, startingCustomers } from './data/people.ts';
import { siteCodes, stores } from './data/shops.ts';
import { cancelled, statuses, way } from './data/statuses.ts';
import { nextStatus, setStatus, shownOrder } from './orders/shown.ts';
import { seed } from './seed.ts';
import { defaultSettings, mergeSettings } from './settings.ts';

/** One RetailCRM account of its own. */
export function createRetailcrm(kit: Kit): Sandbox {
  const account = openAccount(kit, defaultSettings);
  seed(account);
  const data: SandboxData = {
    skus: articles,
    certificates: giftCards,
    phones,
    orders: [...account.orders.values()].map(({ id, number, fields }) => ({
      ref: String(id),
      number,
      phone: fields.phone ?? '',
    })),
    statuses: [...way, ...cancelled],
    details: {
      sites: siteCodes,
      stores,
      offers,
      statuses,
      paymentTypes,
      paymentStatuses,
      deliveryTypes,
      customFields,
      dictionaries,
      customers: startingCustomers,
      cards: startingCards,
    },
  };

  return {
    methodOf,
    handle: createApi(account),
    limited: () => tooMany(account),
    unauthorized: wrongKey,
    data: () => data,
    orders: () => [...account.orders.values()].map(shownOrder),
    setStatus: (ref, status) => setStatus(account, ref, status),
    nextStatus: ref => nextStatus(account, ref),
    settings: () => account.settings,
    changeSettings(patch) {
      account.settings = mergeSettings(account.settings, patch);
    },
  };
}
