/** What the API can be called for, by the path under its version. */
import type { Call } from '../kit/sandbox.ts';
import * as about from './about.ts';
import { getCatalog, listCatalogs } from './catalogs/catalogs.ts';
import * as elements from './catalogs/elements.ts';
import * as events from './events.ts';
import * as webhooks from './hooks/webhooks.ts';
import { type Handler, pathOf } from './http/request.ts';
import { postComplex } from './leads/complex.ts';
import * as leads from './leads/methods.ts';
import { postLinks, postUnlinks } from './links/link.ts';
import { listLinks, listLinksOfMany } from './links/read.ts';
import * as notes from './notes.ts';
import * as people from './people.ts';
import * as tags from './tags.ts';

type Routes = Readonly<Record<string, Handler>>;

/** What every kind of card has. */
const cardRoutes = (type: 'leads' | 'contacts' | 'companies'): Routes => ({
  [`GET /${type}/custom_fields`]: about.listFields(type),
  [`GET /${type}/custom_fields/{id}`]: about.getField(type),
  [`GET /${type}/tags`]: tags.listTags(type),
  [`POST /${type}/tags`]: tags.postTags(type),
  [`GET /${type}/notes`]: notes.listNotes(type),
  [`POST /${type}/notes`]: notes.postNotes(type),
  [`GET /${type}/notes/{id}`]: notes.getNote(type),
  [`GET /${type}/{id}/notes`]: notes.listNotes(type),
  [`POST /${type}/{id}/notes`]: notes.postNotes(type),
  [`GET /${type}/{id}/notes/{noteId}`]: notes.getNote(type),
});

const linkRoutes = (type: 'leads' | 'contacts'): Routes => ({
  [`GET /${type}/links`]: listLinksOfMany(type),
  [`POST /${type}/link`]: postLinks(type),
  [`POST /${type}/unlink`]: postUnlinks(type),
  [`GET /${type}/{id}/links`]: listLinks(type),
  [`POST /${type}/{id}/link`]: postLinks(type),
  [`POST /${type}/{id}/unlink`]: postUnlinks(type),
});

const peopleRoutes = (type: 'contacts' | 'companies'): Routes => ({
  [`GET /${type}`]: people.listPeople(type),
  [`POST /${type}`]: people.postPeople(type),
  [`PATCH /${type}`]: people.patchPeople(type),
  [`GET /${type}/{id}`]: people.getPerson(type),
  [`PATCH /${type}/{id}`]: people.patchPeople(type),
});

/** Of two that fit, the first counts. */
const handlers: Routes = {
  'GET /account': about.getAccount,
  'GET /users': about.listUsers,
  'GET /users/{id}': about.getUser,
  'GET /leads/pipelines': about.listPipelines,
  'GET /leads/pipelines/{id}': about.getPipeline,
  'GET /leads/pipelines/{id}/statuses': about.listStatuses,
  'GET /leads/pipelines/{id}/statuses/{statusId}': about.getStatus,
  'POST /leads/complex': postComplex,
  ...linkRoutes('leads'),
  ...cardRoutes('leads'),
  'GET /leads': leads.listLeads,
  'POST /leads': leads.postLeads,
  'PATCH /leads': leads.patchLeads,
  'GET /leads/{id}': leads.getLead,
  'PATCH /leads/{id}': leads.patchLeads,
  ...linkRoutes('contacts'),
  ...cardRoutes('contacts'),
  ...peopleRoutes('contacts'),
  ...cardRoutes('companies'),
  ...peopleRoutes('companies'),
  'GET /catalogs': listCatalogs,
  'GET /catalogs/{id}': getCatalog,
  'GET /catalogs/{id}/custom_fields': about.listFields('catalogs'),
  'GET /catalogs/{id}/custom_fields/{fieldId}': about.getField('catalogs'),
  'GET /catalogs/{id}/elements': elements.listElements,
  'POST /catalogs/{id}/elements': elements.postElements,
  'PATCH /catalogs/{id}/elements': elements.patchElements,
  'GET /catalogs/{id}/elements/{elementId}': elements.getElement,
  'PATCH /catalogs/{id}/elements/{elementId}': elements.patchElements,
  'GET /events': events.listEvents,
  'GET /events/{id}': events.getEvent,
  'GET /webhooks': webhooks.listWebhooks,
  'POST /webhooks': webhooks.postWebhook,
  'DELETE /webhooks': webhooks.deleteWebhook,
};

const routes = Object.entries(handlers).map(([name, handler]) => {
  const [method = '', path = ''] = name.split(' ');
  return { method, path, handler, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`) };
});

/** The route of a call; `others`: the path is one of the API's, but not for this verb. */
export function routeOf({ method, url }: Pick<Call, 'method' | 'url'>) {
  const path = pathOf(url);
  const known = routes.filter(({ pattern }) => pattern.test(path));
  const route = known.find(each => each.method === method);
  const [, ...segments] = route?.pattern.exec(path) ?? [];
  return { route, segments, others: known.length > 0 };
}

/** `POST /leads/complex`, `GET /leads/{id}`, `POST /oauth2/access_token`: faults and the journal go by it. */
export function methodOf(call: Call): string {
  return `${call.method} ${routeOf(call).route?.path ?? (pathOf(call.url) || call.url.pathname)}`;
}
