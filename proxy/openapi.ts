import type { RequestHandler } from 'express';
import { z } from 'zod';
import { ANSWERS, BOTH, REQUESTS, ROUTES, type Route } from './openapi-routes.ts';

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

const parametersOf = ({ method, path, query = [], needsKey, status }: Route): object[] => {
  const schema = { type: 'string' };
  const takesKey = (needsKey && method === 'post') || status === 201;
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
