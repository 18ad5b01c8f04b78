/** What the API can be called for (manual; a client for the upload). */
import type { Call } from '../kit/sandbox.ts';
import { createAddress, getAddress, listAddresses, updateAddress } from './addresses.ts';
import { createContact, getContact, searchContacts, updateContact } from './contacts.ts';
import { pullFeed, uploadFeed } from './feed/calls.ts';
import {
  createOrder,
  deleteItem,
  getOrder,
  listOrders,
  moveOrder,
  moveOrderByGet,
  updateOrder,
  updateOrderCard,
} from './orders.ts';
import { createProduct, updateProduct } from './products.ts';
import { createProject, updateProject } from './project-writes.ts';
import { getHistory, getProject, searchProjects } from './projects.ts';
import type { Handler } from './requests.ts';
import { getContactSchema, getProjectSchema, listCategories } from './schema.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Of two that fit, the first counts. */
const routes: readonly Route[] = Object.entries<Handler>({
  'GET /Api/R3/Category': listCategories,
  'GET /Api/R3/Schema/Project/{id}': getProjectSchema,
  'GET /Api/R3/Schema/{type}': getContactSchema,
  'GET /Api/R3/Contact': searchContacts,
  'PUT /Api/R3/Contact': createContact,
  'GET /Api/R3/Contact/{id}': getContact,
  'PUT /Api/R3/Contact/{id}': updateContact,
  'GET /Api/R3/AddressList/{id}': listAddresses,
  'PUT /Api/R3/Address': createAddress,
  'GET /Api/R3/Address/{id}': getAddress,
  'PUT /Api/R3/Address/{id}': updateAddress,
  'GET /Api/R3/Project': searchProjects,
  'PUT /Api/R3/Project': createProject,
  'GET /Api/R3/Project/{id}': getProject,
  'PUT /Api/R3/Project/{id}': updateProject,
  'GET /Api/R3/ProjectHistory/{id}': getHistory,
  'PUT /Api/R3/Product': createProduct,
  'PUT /Api/R3/Product/{id}': updateProduct,
  'POST /Api/Order': createOrder,
  'GET /Api/Order/List': listOrders,
  'GET /Api/Order/{id}': getOrder,
  'POST /Api/Order/{id}': updateOrder,
  'POST /Api/Order/{id}/Project': updateOrderCard,
  'GET /Api/Order/{id}/DeleteItem/{item}': deleteItem,
  'POST /Api/Order/{id}/{action}': moveOrder,
  'GET /Api/Order/{id}/{action}': moveOrderByGet,
  'GET /Api/SyncFeed/{system}': pullFeed,
  'POST /Api/SyncFeed/{system}/Upload': uploadFeed,
}).map(([name, handler]) => {
  const [method = '', path = ''] = name.split(' ');
  return { method, path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}/?$`), handler };
});

/** The route of a call; `others`: whether its path can be called by other methods. */
export function routeOf({ method, url }: Call): { route: Route | undefined; others: boolean } {
  const there = routes.filter(({ pattern }) => pattern.test(url.pathname));
  return { route: there.find(route => route.method === method), others: there.length > 0 };
}

/** `GET /Api/R3/Project/{id}`: faults and the journal go by it. */
export function methodOf(call: Call): string {
  const { route } = routeOf(call);
  return `${call.method} ${route ? route.path : call.url.pathname}`;
}
