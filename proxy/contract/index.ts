/** The public HTTP contract: zod schemas and nothing else. OpenAPI and the widgets' types are made from here. */
export * from './common.ts';
export * from './lookup.ts';
export * from './order.ts';
export * from './shop.ts';
export * from './site.ts';
