/** Every method of the API that the sandbox serves, by its path under the version. */
import type { Answer } from '../kit/sandbox.ts';
import * as about from './about.ts';
import type { Account } from './account.ts';
import * as customers from './customers/methods.ts';
import type { Request } from './http/request.ts';
import { applyBonuses, cancelBonuses } from './loyalty/apply.ts';
import * as loyalty from './loyalty/methods.ts';
import * as payments from './orders/payments.ts';
import * as orders from './orders/read.ts';
import * as writing from './orders/write.ts';
import * as store from './store/methods.ts';

type Method = (account: Account, request: Request) => Answer;

export interface Route {
  readonly verb: 'GET' | 'POST';
  /** What the method is called by faults and the journal, too. */
  readonly path: string;
  /** What a key needs; `undefined`: nothing. */
  readonly scope?: string;
  readonly method: Method;
}

const get = (path: string, scope: string, method: Method): Route => ({ verb: 'GET', path, scope, method });
const post = (path: string, scope: string, method: Method): Route => ({ verb: 'POST', path, scope, method });

/** The paths without a version. */
export const unversioned: readonly Route[] = [
  { verb: 'GET', path: 'api-versions', method: about.showVersions },
  { verb: 'GET', path: 'credentials', method: about.showCredentials },
];

/** Of two paths that match, the first counts: names come before `{…}`. */
export const routes: readonly Route[] = [
  get('orders', 'order_read', orders.listOrders),
  get('orders/statuses', 'order_read', orders.listStatuses),
  get('orders/history', 'order_read', orders.listHistory),
  post('orders/create', 'order_write', writing.createOrder),
  post('orders/upload', 'order_write', writing.uploadOrders),
  post('orders/fix-external-ids', 'order_write', writing.fixOrderIds),
  post('orders/payments/create', 'order_write', payments.createPayment),
  post('orders/payments/{id}/edit', 'order_write', payments.editPayment),
  post('orders/payments/{id}/delete', 'order_write', payments.deletePayment),
  post('orders/loyalty/apply', 'order_write', applyBonuses),
  post('orders/loyalty/cancel-bonus-operations', 'order_write', cancelBonuses),
  get('orders/{id}', 'order_read', orders.getOrder),
  post('orders/{id}/edit', 'order_write', writing.editOrder),
  get('customers', 'customer_read', customers.listCustomers),
  post('customers/create', 'customer_write', customers.createCustomer),
  post('customers/upload', 'customer_write', customers.uploadCustomers),
  post('customers/fix-external-ids', 'customer_write', customers.fixCustomerIds),
  get('customers/{id}', 'customer_read', customers.getCustomer),
  post('customers/{id}/edit', 'customer_write', customers.editCustomer),
  get('reference/{book}', 'reference_read', about.showBook),
  get('settings', 'reference_read', about.showSettings),
  get('custom-fields', 'custom_fields_read', about.listCustomFields),
  get('custom-fields/dictionaries', 'custom_fields_read', about.listDictionaries),
  get('custom-fields/dictionaries/{code}', 'custom_fields_read', about.getDictionary),
  get('custom-fields/{entity}/{code}', 'custom_fields_read', about.getCustomField),
  get('store/products', 'store_read', store.listProducts),
  get('store/offers', 'store_read', store.listOffers),
  get('store/inventories', 'store_read', store.listInventories),
  get('store/product-groups', 'store_read', store.listGroups),
  post('store/inventories/upload', 'store_write', store.uploadInventories),
  get('loyalty/accounts', 'loyalty_read', loyalty.listAccounts),
  get('loyalty/loyalties', 'loyalty_read', loyalty.listProgrammes),
  get('loyalty/loyalties/{id}', 'loyalty_read', loyalty.getProgramme),
  post('loyalty/account/create', 'loyalty_write', loyalty.createAccount),
  get('loyalty/account/{id}', 'loyalty_read', loyalty.getAccount),
  post('loyalty/account/{id}/activate', 'loyalty_write', loyalty.activateAccount),
  post('loyalty/account/{id}/bonus/credit', 'loyalty_write', loyalty.creditBonus),
  post('loyalty/account/{id}/bonus/charge', 'loyalty_write', loyalty.chargeBonus),
  get('loyalty/account/{id}/bonus/operations', 'loyalty_read', loyalty.listOperations),
  post('delivery/calculate', 'order_read', about.calculateDelivery),
];
