/** What the API can be called for (KeyCRM OpenAPI 1.2.0, its paths). */
import type { Call } from '../kit/sandbox.ts';
import { getBuyer, listBuyers, postBuyer, putBuyer } from './buyers.ts';
import { getProduct, listCategories, listOffers, listProducts, listStocks, putStocks } from './catalogue.ts';
import {
  listCustomFields,
  listDeliveryServices,
  listExpenseTypes,
  listPaymentMethods,
  listProductStatuses,
  listSources,
  listStatuses,
  listTags,
  listUsers,
} from './dictionaries.ts';
import { postCard, putCard } from './leads.ts';
import { importOrders, postOrder } from './new-order.ts';
import { deleteTag, postExpense, postPayment, postTag, putPayment } from './order-parts.ts';
import { getOrder, listOrders, putOrder } from './orders.ts';
import { getCard, listCards, listPipelineStatuses, listPipelines } from './pipelines.ts';
import type { Handler } from './requests.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Of two that fit, the first counts. */
const routes: readonly Route[] = Object.entries<Handler>({
  'GET /order': listOrders,
  'POST /order': postOrder,
  'POST /order/import': importOrders,
  'GET /order/status': listStatuses,
  'GET /order/source': listSources,
  'GET /order/payment-method': listPaymentMethods,
  'GET /order/delivery-service': listDeliveryServices,
  'GET /order/tag': listTags,
  'GET /order/expense-type': listExpenseTypes,
  'GET /order/product-status': listProductStatuses,
  'GET /order/{orderId}': getOrder,
  'PUT /order/{orderId}': putOrder,
  'POST /order/{orderId}/payment': postPayment,
  'PUT /order/{orderId}/payment/{paymentId}': putPayment,
  'POST /order/{orderId}/expense': postExpense,
  'POST /order/{orderId}/tag/{tagId}': postTag,
  'DELETE /order/{orderId}/tag/{tagId}': deleteTag,
  'GET /buyer': listBuyers,
  'POST /buyer': postBuyer,
  'GET /buyer/{buyerId}': getBuyer,
  'PUT /buyer/{buyerId}': putBuyer,
  'GET /products': listProducts,
  'GET /products/categories': listCategories,
  'GET /products/{productId}': getProduct,
  'GET /offers': listOffers,
  'GET /offers/stocks': listStocks,
  'PUT /offers/stocks': putStocks,
  'GET /pipelines': listPipelines,
  'GET /pipelines/cards': listCards,
  'POST /pipelines/cards': postCard,
  'GET /pipelines/cards/{cardId}': getCard,
  'PUT /pipelines/cards/{cardId}': putCard,
  'GET /pipelines/{pipelineId}/statuses': listPipelineStatuses,
  'GET /custom-fields': listCustomFields,
  'GET /users': listUsers,
}).map(([name, handler]) => {
  const [method = '', path = ''] = name.split(' ');
  return { method, path, pattern: new RegExp(`^/v1${path.replace(/\{\w+\}/g, '([^/]+)')}/?$`), handler };
});

/** The route of a call; `others`: whether its path can be called by other methods. */
export function routeOf({ method, url }: Call): { route: Route | undefined; others: boolean } {
  const there = routes.filter(({ pattern }) => pattern.test(url.pathname));
  return { route: there.find(route => route.method === method), others: there.length > 0 };
}

/** `POST /order`, `GET /order/{orderId}`: faults and the journal go by it. */
export function methodOf(call: Call): string {
  const { route } = routeOf(call);
  return `${call.method} ${route ? route.path : call.url.pathname.replace(/^\/v1(?=\/)/, '')}`;
}
