import type { RequestHandler } from 'express';
import { z } from 'zod';
import * as contract from './contract/index.ts';

type Audience = 'page' | 'form' | 'site' | 'crm' | 'everyone';
type SchemaName = keyof typeof REQUESTS | keyof typeof ANSWERS;

interface Route {
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

const REQUESTS = {
  OrderStatusRequest: contract.OrderStatusRequest,
  CertificateRequest: contract.CertificateRequest,
  QuoteRequest: contract.QuoteRequest,
  OrderRequest: contract.OrderRequest,
  SiteOrderRequest: contract.SiteOrderRequest,
  Address: contract.Address,
};
const ANSWERS = {
  Shop: contract.Shop,
  OrderStatusAnswer: contract.OrderStatusAnswer,
  WatchEvent: contract.WatchEvent,
  CertificateAnswer: contract.CertificateAnswer,
  AvailabilityAnswer: contract.AvailabilityAnswer,
  Quote: contract.Quote,
  OrderAnswer: contract.OrderAnswer,
  SiteActionAnswer: contract.SiteActionAnswer,
  Problem: contract.Problem,
  FoundOrder: contract.FoundOrder,
  HistoryEntry: contract.HistoryEntry,
  Stage: contract.Stage,
};
const BOTH = { Money: contract.Money };

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

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Schemas by name, those named in others referred to. Requests as they are sent, answers as they arrive. */
const componentsOf = (named: Record<string, z.ZodType>, io: 'input' | 'output'): Record<string, object> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: id => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]),
  );
};

const operationOf = (route: Route): object => {
  const { summary, request, answer, status = 200, type = 'application/json', problems = [] } = route;
  const schema = Array.isArray(request) ? { anyOf: request.map(refTo) } : request && refTo(request);
  const problem = { description: 'A problem', content: { 'application/problem+json': { schema: refTo('Problem') } } };
  return {
    summary,
    tags: route.for,
    ...(route.needsKey
      ? { security: [{ serverKey: [] }] }
      : route.for.includes('site') && { security: [{}, { serverKey: [] }] }),
    parameters: parametersOf(route),
    ...(schema && { requestBody: { required: true, content: bodyOf(route, schema) } }),
    responses: {
      [status]: { description: 'Done', content: { [type]: answer ? { schema: refTo(answer) } : {} } },
      ...Object.fromEntries(problems.map(code => [code, problem])),
      default: problem,
    },
  };
};

const bodyOf = (route: Route, schema: object): object => ({
  'application/json': { schema },
  ...(route.for.includes('form') && { 'application/x-www-form-urlencoded': {}, 'multipart/form-data': {} }),
});

const parametersOf = ({ path, query = [], needsKey, status }: Route): object[] => {
  const schema = { type: 'string' };
  const takesKey = needsKey || status === 201;
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema })),
    ...query.map(name => ({ name, in: 'query', schema: name === 'sku' ? { type: 'array', items: schema } : schema })),
    ...(takesKey ? [{ name: 'Idempotency-Key', in: 'header', schema: { ...schema, maxLength: 255 } }] : []),
  ];
};

/** The OpenAPI 3.1 document, made from the schemas the routes parse with. */
export const openApiDocument = (publicUrl: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of ROUTES) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'CRM Widgets proxy', version: '1' },
    servers: [{ url: publicUrl.replace(/\/+$/, '') }],
    paths,
    components: {
      schemas: {
        ...componentsOf({ ...REQUESTS, ...BOTH }, 'input'),
        ...componentsOf({ ...ANSWERS, ...BOTH }, 'output'),
      },
      securitySchemes: { serverKey: { type: 'http', scheme: 'bearer' } },
    },
  };
};

/** GET /openapi.json */
export const openApi = (publicUrl: string): RequestHandler => {
  const body = Buffer.from(JSON.stringify(openApiDocument(publicUrl)));
  return (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').type('application/json').send(body);
  };
};
