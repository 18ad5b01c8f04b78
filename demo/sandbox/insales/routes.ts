/** What the back office's API can be called for. */
import type { Call } from '../kit/sandbox.ts';
import * as catalogue from './catalogue.ts';
import * as clients from './clients.ts';
import * as codes from './codes.ts';
import * as statuses from './custom-statuses.ts';
import * as dictionaries from './dictionaries.ts';
import * as hooks from './hooks.ts';
import { postOrder } from './new-order.ts';
import { countOrders, deleteOrder, getOrder, listOrders, putOrder } from './orders.ts';
import * as goods from './products.ts';
import type { Handler } from './requests.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Of two that fit, the first counts. */
const routes: readonly Route[] = Object.entries<Handler>({
  'GET /orders': listOrders,
  'POST /orders': postOrder,
  'GET /orders/count': countOrders,
  'GET /orders/{id}': getOrder,
  'PUT /orders/{id}': putOrder,
  'DELETE /orders/{id}': deleteOrder,
  'GET /clients': clients.listClients,
  'POST /clients': clients.postClient,
  'GET /clients/count': clients.countClients,
  'GET /clients/{id}': clients.getClient,
  'PUT /clients/{id}': clients.putClient,
  'DELETE /clients/{id}': clients.deleteClient,
  'POST /clients/{id}/bonus_system_transactions': clients.postPoints,
  'GET /products': catalogue.listProducts,
  'GET /products/count': catalogue.countProducts,
  'GET /products/by_ids': catalogue.productsByIds,
  'PUT /products/variants_group_update': catalogue.putVariants,
  'POST /products': goods.postProduct,
  'GET /products/{id}': catalogue.getProduct,
  'PUT /products/{id}': goods.putProduct,
  'DELETE /products/{id}': goods.deleteProduct,
  'POST /products/{id}/recover': goods.recoverProduct,
  'POST /products/{id}/images': goods.postImage,
  'GET /products/{id}/variants': catalogue.listVariants,
  'GET /products/{id}/variants/{variantId}': catalogue.getVariant,
  'POST /products/{id}/variants': goods.postVariant,
  'PUT /products/{id}/variants/{variantId}': goods.putVariant,
  'DELETE /products/{id}/variants/{variantId}': goods.deleteVariant,
  'GET /discount_codes': codes.listCodes,
  'POST /discount_codes': codes.postCode,
  'GET /discount_codes/{id}': codes.getCode,
  'PUT /discount_codes/{id}': codes.putCode,
  'DELETE /discount_codes/{id}': codes.deleteCode,
  'GET /custom_statuses': statuses.listStatuses,
  'POST /custom_statuses': statuses.postStatus,
  'GET /custom_statuses/{permalink}': statuses.getStatus,
  'PUT /custom_statuses/{permalink}': statuses.putStatus,
  'DELETE /custom_statuses/{permalink}': statuses.deleteStatus,
  'GET /webhooks': hooks.listHooks,
  'POST /webhooks': hooks.postHook,
  'GET /webhooks/{id}': hooks.getHook,
  'PUT /webhooks/{id}': hooks.putHook,
  'DELETE /webhooks/{id}': hooks.deleteHook,
  'GET /delivery_variants': dictionaries.listDeliveries,
  'GET /delivery_variants/{id}': dictionaries.getDelivery,
  'GET /payment_gateways': dictionaries.listGateways,
  'GET /payment_gateways/{id}': dictionaries.getGateway,
  'GET /fields': dictionaries.listFields,
  'GET /fields/{id}': dictionaries.getField,
  'GET /order_fields': dictionaries.listOrderFields,
  'POST /order_fields': dictionaries.postOrderField,
  'GET /categories': dictionaries.listCategories,
  'GET /collections': dictionaries.listCollections,
  'GET /warehouses': dictionaries.listWarehouses,
  'GET /stock_currencies': dictionaries.listCurrencies,
  'GET /account': dictionaries.getAccount,
}).map(([name, handler]) => {
  const [method = '', path = ''] = name.split(' ');
  return { method, path, pattern: new RegExp(`^/admin${path.replace(/\{\w+\}/g, '([^/]+?)')}\\.json$`), handler };
});

/** The route of a call. Of the two formats of the API, JSON alone is served. */
export function routeOf({ method, url }: Call): Route | undefined {
  return routes.find(route => route.method === method && route.pattern.test(url.pathname));
}

/** `POST /orders`, `GET /orders/{id}`: faults and the journal go by it. */
export function methodOf(call: Call): string {
  const path = routeOf(call)?.path ?? call.url.pathname.replace(/^\/admin(?=\/)/, '').replace(/\.json$/, '');
  return `${call.method} ${path}`;
}
