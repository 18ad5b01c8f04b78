import express, { type Request, type Response, type Router } from 'express';
import { fine, type Route, states } from './mock-states.ts';

/** Comes back only after an hour: a gallery of fifty widgets is no place to poll from. */
const QUIET_STREAM = 'retry: 3600000\n\n';

const routeOf = ({ method, path }: Request): string => `${method} ${/^\/[^/]+\/v1\/([a-z-]+)/.exec(path)?.[1] ?? ''}`;

const isRoute = (name: string): name is Route => Object.hasOwn(fine, name);

const serve = (request: Request, response: Response): void => {
  // `found@dark` answers as `found` does: each theme's checkout keeps its draft under an address of its own.
  const name = (request.params['state'] ?? '').toString().replace(/@.*$/, '');
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  const route = routeOf(request);
  if (route === 'GET watch') {
    response.type('text/event-stream').send(QUIET_STREAM);
    return;
  }
  if (!state || !isRoute(route)) {
    response.status(404).json({ type: 'not-found', title: 'No such state of the mock.', status: 404 });
    return;
  }
  const answer = (state[route] ?? fine[route])({
    query: new URL(request.url, 'http://mock').searchParams,
    body: request.body ?? {},
  });
  if (answer === 'cut') {
    request.socket.destroy();
    return;
  }
  if (answer.retryAfter) response.set('Retry-After', String(answer.retryAfter));
  response.status(answer.status).json(answer.body);
};

/** A proxy that always answers the same: `/mock/<state>/v1/…`, for the page with every state of every widget. */
export const createMock = (): Router => {
  const router = express.Router();
  router.use(express.json());
  router.all('/:state/v1/*rest', serve);
  return router;
};
