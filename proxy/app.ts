import express, { type Express, type RequestHandler } from 'express';
import { checkCatalogueFile } from './catalogue-file/read.ts';
import { wait } from './clock.ts';
import type { Config } from './config/config.ts';
import { createAnswers } from './guard/answers.ts';
import { answerErrors, methodNotAllowed, notFound } from './guard/errors.ts';
import { baseHeaders, setHeaders } from './guard/headers.ts';
import { createKeyCheck, keyOptional, keyRequired } from './guard/keys.ts';
import { createLanguages } from './guard/language.ts';
import { limitGuesses, limitOrders, limitRequests } from './guard/limits.ts';
import { createOrigins, crossOrigin } from './guard/origins.ts';
import { createRequestLog } from './guard/request-log.ts';
import { createSubjects } from './guard/subjects.ts';
import { createUnderWay } from './guard/under-way.ts';
import { meet } from './guard/visit.ts';
import { openApi } from './openapi.ts';
import { assemble, type Surroundings } from './parts.ts';
import { availability } from './routes/availability.ts';
import { type Bundle, bundle, loadBundle } from './routes/bundle.ts';
import { connect } from './routes/connect.ts';
import type { Behind, Desk } from './routes/desk.ts';
import { forward } from './routes/forward.ts';
import { healthz, readyz } from './routes/health.ts';
import { hook } from './routes/hooks.ts';
import { certificate, orderStatus, quote } from './routes/lookups.ts';
import { namedForm } from './routes/named-form.ts';
import { offers } from './routes/offers.ts';
import { placeOrder, showOrder } from './routes/orders.ts';
import { describeShop } from './routes/shop.ts';
import { siteAction } from './routes/site-actions.ts';
import { tellCustomer, tellPayment, tellStatus } from './routes/site-news.ts';
import { watch } from './routes/watch.ts';
import { createWatchHub } from './routes/watch-hub.ts';

export interface Proxy {
  /** An Express app: give it to `http.createServer`, or mount it anywhere in an Express app of yours. */
  handler: Express;
  /** For the admin port, which is not for the public. */
  admin: Express;
  /** Starts submitting orders and everything timed. */
  start(): Promise<void>;
  /** Ends watch streams, lets answers and orders in flight end (at most `ms`) and closes the database. */
  close(ms?: number): Promise<void>;
}

const DRAIN_MS = 10_000;
/** No honest answer takes longer: an order waits for prices and for its number in the CRM. */
const ANSWERS_MS = 6_000;
/** Every path of ours. Where we are mounted among pages of somebody else's, the others pass untouched. */
const OURS = /^\/(v1|hooks|offers|connect|widgets)\/|^\/(crm-widgets\.js|openapi\.json|healthz|readyz)$/;

/** The proxy: everything behind it put together, and the HTTP shell over it. */
export const createProxy = async (config: Config, surroundings: Surroundings = {}): Promise<Proxy> => {
  await checkCatalogueFile(config.shop);
  const parts = await assemble(config, surroundings);
  const shell = createShell(parts, await loadBundle());
  return {
    handler: shell.handler,
    admin: shell.admin,
    start: () => parts.book.start(),
    async close(ms = DRAIN_MS) {
      const until = parts.clock.now() + ms;
      shell.close();
      await Promise.race([shell.answered(), wait(parts.clock, Math.min(ms, ANSWERS_MS))]);
      await parts.close(Math.max(0, until - parts.clock.now()));
    },
  };
};

interface Shell extends Pick<Proxy, 'handler' | 'admin'> {
  /** Ends the streams that would never end by themselves. */
  close(): void;
  /** Resolves once no answer is under way. */
  answered(): Promise<void>;
}

/** The HTTP shell over whatever stands behind it. */
export const createShell = (behind: Behind, files: Bundle): Shell => {
  const { config, clock, log } = behind;
  const headers = baseHeaders(config.publicUrl);
  const origins = createOrigins(config);
  const languageOf = createLanguages(config.shop.language);
  const requestLog = createRequestLog(log);
  const underWay = createUnderWay();
  const desk: Desk = {
    ...behind,
    origins,
    answers: createAnswers({ clock, origins, headers, languageOf, log: requestLog }),
    subjects: createSubjects({ ...behind, limits: config.limits }),
    watchers: createWatchHub(behind.book),
    publicPath: new URL(config.publicUrl).pathname.replace(/\/+$/, ''),
  };
  const meetVisitor = meet({ ...behind, languageOf, checkKey: createKeyCheck(config.serverKeys) });
  const enter = [underWay.middleware, requestLog.middleware, setHeaders(headers), meetVisitor];
  return {
    handler: publicApp(desk, files, enter),
    admin: adminApp(behind, enter),
    close: () => desk.watchers.close(),
    answered: underWay.over,
  };
};

const publicApp = (desk: Desk, files: Bundle, enter: RequestHandler[]): Express => {
  const { config, log, origins } = desk;
  const app = bareApp();
  trustProxies(app, config.trustProxy);
  const limit = limitRequests(config.limits.requests);
  const page = [crossOrigin(origins, log), limit, keyOptional];
  const site = [limit, keyRequired];

  app.use(desk.answers.serve);
  app.use(onlyOurs(app));
  app.use(enter);

  app.route('/v1/shop').all(page).get(describeShop(desk)).all(methodNotAllowed);
  app.route('/v1/order-status').all(page).post(orderStatus(desk)).all(methodNotAllowed);
  app.route('/v1/certificate').all(page).post(certificate(desk)).all(methodNotAllowed);
  app.route('/v1/availability').all(page).get(availability(desk)).all(methodNotAllowed);
  app.route('/v1/quote').all(page).post(quote(desk)).all(methodNotAllowed);
  app.route('/v1/orders').all(page).post(limitOrders(config.limits.orders), placeOrder(desk)).all(methodNotAllowed);
  app.route('/v1/orders/:id').all(page).get(showOrder(desk)).all(methodNotAllowed);
  app.route('/v1/watch').all(page).get(watch(desk)).all(methodNotAllowed);

  app.route('/v1/orders/:id/release').all(site).post(siteAction(desk, 'release')).all(methodNotAllowed);
  app.route('/v1/orders/:id/drop').all(site).post(siteAction(desk, 'drop')).all(methodNotAllowed);
  app.route('/v1/orders/:id/payments').all(site).post(tellPayment(desk)).all(methodNotAllowed);
  app.route('/v1/orders/:id/status').all(site).post(tellStatus(desk)).all(methodNotAllowed);
  app.route('/v1/customers').all(site).post(tellCustomer(desk)).all(methodNotAllowed);
  app.route('/v1/forms/:name').all(site).post(namedForm(desk)).all(methodNotAllowed);
  app.route('/v1/crm/:connection/*path').all(site).get(forward(desk)).all(methodNotAllowed);

  const guess = limitGuesses(config.limits.requests);
  const notify = [guess, hook(desk)];
  app.route('/hooks/:connection/:token').get(notify).post(notify).all(methodNotAllowed);

  app.route('/offers/:connection/:token').get(guess, offers(desk)).all(methodNotAllowed);
  app.route('/connect/:connection').get(guess, connect(desk)).all(methodNotAllowed);

  app.route('/crm-widgets.js').get(bundle(files)).all(methodNotAllowed);
  app.route('/widgets/*file').get(bundle(files)).all(methodNotAllowed);

  app.route('/openapi.json').get(openApi(config.publicUrl)).all(methodNotAllowed);
  app.route('/healthz').get(healthz).all(methodNotAllowed);
  app
    .route('/readyz')
    .get(readyz(desk, { detailed: false }))
    .all(methodNotAllowed);

  app.use(notFound);
  app.use(answerErrors(log));
  return app;
};

const adminApp = (behind: Behind, enter: RequestHandler[]): Express => {
  const app = bareApp();
  app.use(enter);
  app.route('/healthz').get(healthz).all(methodNotAllowed);
  app
    .route('/readyz')
    .get(readyz(behind, { detailed: true }))
    .all(methodNotAllowed);
  app.route('/openapi.json').get(openApi(behind.config.publicUrl)).all(methodNotAllowed);
  app.use(notFound);
  app.use(answerErrors(behind.log));
  return app;
};

const bareApp = (): Express => express().disable('x-powered-by').disable('etag');

/** Mounted in an Express app, its own `trust proxy` holds, since it is that app which meets the network. */
const trustProxies = (app: Express, trust: Config['trustProxy']): void => {
  app.set('trust proxy', trust === 0 ? false : trust);
  app.on('mount', parent => void app.set('trust proxy', parent.get('trust proxy fn')));
};

const onlyOurs =
  (app: Express): RequestHandler =>
  (req, _res, next) =>
    'parent' in app && app.parent && !OURS.test(req.path) ? next('router') : next();
