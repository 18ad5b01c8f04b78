import * as contract from './contract/index.ts';

type Audience = 'page' | 'form' | 'site' | 'crm' | 'everyone';
type SchemaName = keyof typeof REQUESTS | keyof typeof ANSWERS;

/** What the OpenAPI document says of one route. */
export interface Route {
  method: 'get' | 'post';
  /** As OpenAPI writes it; `{id}` is Express's `:id`. */
  path: string;
  for: Audience[];
  summary: string;
  query?: string[];
  needsKey?: boolean;
  request?: SchemaName | [page: SchemaName, site: SchemaName];
  answer?: SchemaName;
  status?: number;
  /** Where the answer is no JSON. */
  type?: string;
  problems?: number[];
}

/** The schemas by the names they have in the document: as they are sent, as they arrive, and those that are both. */
export const REQUESTS = {
  OrderStatusRequest: contract.OrderStatusRequest,
  CertificateRequest: contract.CertificateRequest,
  QuoteRequest: contract.QuoteRequest,
  OrderRequest: contract.OrderRequest,
  SiteOrderRequest: contract.SiteOrderRequest,
  Address: contract.Address,
  PaymentRequest: contract.PaymentRequest,
  StatusRequest: contract.StatusRequest,
  CustomerRequest: contract.CustomerRequest,
  FormRequest: contract.FormRequest,
};
export const ANSWERS = {
  Shop: contract.Shop,
  OrderStatusAnswer: contract.OrderStatusAnswer,
  WatchEvent: contract.WatchEvent,
  CertificateAnswer: contract.CertificateAnswer,
  AvailabilityAnswer: contract.AvailabilityAnswer,
  Quote: contract.Quote,
  OrderAnswer: contract.OrderAnswer,
  SiteActionAnswer: contract.SiteActionAnswer,
  AcceptedAnswer: contract.AcceptedAnswer,
  Problem: contract.Problem,
  FoundOrder: contract.FoundOrder,
  HistoryEntry: contract.HistoryEntry,
  Stage: contract.Stage,
};
export const BOTH = { Money: contract.Money };

/** Every route there is. A test holds the app to it. */
export const ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/shop',
    for: ['page'],
    summary: 'What the shop offers: delivery, payment, fields of the checkout',
    answer: 'Shop',
  },
  {
    method: 'post',
    path: '/v1/order-status',
    for: ['page'],
    summary: 'Orders by number, by phone, or by both',
    request: 'OrderStatusRequest',
    answer: 'OrderStatusAnswer',
    problems: [422, 429],
  },
  {
    method: 'post',
    path: '/v1/certificate',
    for: ['page'],
    summary: 'A gift certificate by its code',
    request: 'CertificateRequest',
    answer: 'CertificateAnswer',
    problems: [404, 422, 429],
  },
  {
    method: 'get',
    path: '/v1/availability',
    for: ['page', 'site'],
    summary: 'Prices and stock of articles, or a page of the catalogue',
    query: ['sku', 'q', 'cursor'],
    answer: 'AvailabilityAnswer',
    problems: [422],
  },
  {
    method: 'post',
    path: '/v1/quote',
    for: ['page'],
    summary: 'A cart, priced',
    request: 'QuoteRequest',
    answer: 'Quote',
    problems: [422],
  },
  {
    method: 'post',
    path: '/v1/orders',
    for: ['page', 'form', 'site'],
    summary: 'Places an order. JSON needs an Idempotency-Key; a plain form is answered with 303 to its receipt',
    request: ['OrderRequest', 'SiteOrderRequest'],
    answer: 'OrderAnswer',
    status: 201,
    problems: [400, 409, 422, 429],
  },
  {
    method: 'get',
    path: '/v1/orders/{id}',
    for: ['page'],
    summary: 'One order by its unguessable id; a printable receipt for Accept: text/html',
    answer: 'OrderAnswer',
    problems: [404],
  },
  {
    method: 'get',
    path: '/v1/watch',
    for: ['page'],
    summary: 'Server-sent events: `event: orders` with a WatchEvent on every change',
    query: ['ticket'],
    answer: 'WatchEvent',
    type: 'text/event-stream',
    problems: [401, 429],
  },
  {
    method: 'post',
    path: '/v1/orders/{id}/release',
    for: ['site'],
    summary: 'Submits an order that was held',
    needsKey: true,
    answer: 'SiteActionAnswer',
    problems: [401, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/orders/{id}/drop',
    for: ['site'],
    summary: 'Calls an order off that the CRM does not have yet',
    needsKey: true,
    answer: 'SiteActionAnswer',
    problems: [401, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/orders/{id}/payments',
    for: ['site'],
    summary: 'What became of a payment: told to the CRM once the order is there',
    needsKey: true,
    request: 'PaymentRequest',
    answer: 'AcceptedAnswer',
    status: 202,
    problems: [400, 401, 404, 422, 501],
  },
  {
    method: 'post',
    path: '/v1/orders/{id}/status',
    for: ['site'],
    summary: 'Moves an order on in the CRM, once it is there',
    needsKey: true,
    request: 'StatusRequest',
    answer: 'AcceptedAnswer',
    status: 202,
    problems: [400, 401, 404, 422, 501],
  },
  {
    method: 'post',
    path: '/v1/customers',
    for: ['site'],
    summary: 'A customer registered, changed, was disabled, or left with a full basket',
    needsKey: true,
    request: 'CustomerRequest',
    answer: 'AcceptedAnswer',
    status: 202,
    problems: [400, 401, 422, 501],
  },
  {
    method: 'post',
    path: '/v1/forms/{name}',
    for: ['site', 'form'],
    summary: "A form of the site's, handed on by its back end: an order or a customer, as the config says",
    needsKey: true,
    request: 'FormRequest',
    answer: 'AcceptedAnswer',
    status: 202,
    problems: [400, 401, 404, 409, 422, 501],
  },
  {
    method: 'get',
    path: '/v1/crm/{connection}/{path}',
    for: ['site'],
    summary:
      "Reads a path of the CRM's own API that the config opens, with its query; the answer is the CRM's, as it is",
    needsKey: true,
    problems: [400, 401, 404, 502, 503],
  },
  {
    method: 'get',
    path: '/hooks/{connection}/{token}',
    for: ['crm'],
    summary: "A CRM's look whether the address answers, or a notification in the query",
    type: 'text/plain',
    problems: [404],
  },
  {
    method: 'post',
    path: '/hooks/{connection}/{token}',
    for: ['crm'],
    summary: "A CRM's notification, in its own format",
    type: 'text/plain',
    problems: [400, 404],
  },
  {
    method: 'get',
    path: '/offers/{connection}/{token}',
    for: ['crm'],
    summary: 'What a CRM may fetch for a while, such as a file with orders',
    type: 'application/xml',
    problems: [404],
  },
  {
    method: 'get',
    path: '/connect/{connection}',
    for: ['everyone'],
    summary: 'Where a CRM sends the person back who let the proxy in (OAuth)',
    type: 'text/html',
    problems: [404],
  },
  {
    method: 'get',
    path: '/crm-widgets.js',
    for: ['everyone'],
    summary: 'The loader of the widgets',
    type: 'text/javascript',
    problems: [404],
  },
  {
    method: 'get',
    path: '/widgets/{file}',
    for: ['everyone'],
    summary: 'Parts of the widgets, immutable',
    type: 'text/javascript',
    problems: [404],
  },
  { method: 'get', path: '/openapi.json', for: ['everyone'], summary: 'This document', type: 'application/json' },
  { method: 'get', path: '/healthz', for: ['everyone'], summary: 'The process answers', type: 'application/json' },
  {
    method: 'get',
    path: '/readyz',
    for: ['everyone'],
    summary: 'The order book answers; its lanes only with a server key',
    type: 'application/json',
    problems: [503],
  },
];
