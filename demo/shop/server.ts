import type { Server } from 'node:http';
import express from 'express';
import { type BackendOptions, createBackend } from './backend.ts';
import { countryOf } from './country.ts';
import { createMock } from './mock.ts';
import { PUBLIC, sendPolicy, sendToOwnOrigin, servePages } from './pages.ts';

export interface ShopOptions extends BackendOptions {
  port: number;
  backDoorUrl: string;
}

/** The demo shop: its pages, and the little back end a real shop would have. On an origin of its own, as in life. */
export const startShop = async (options: ShopOptions): Promise<Server> => {
  const { port, proxyUrl, backDoorUrl, about } = options;
  const { sign } = countryOf(about.phoneCountry);
  const where = { proxy: proxyUrl, backDoor: backDoorUrl, sign, statuses: about.statuses };
  const app = express();
  app.disable('x-powered-by');
  app.use(sendPolicy(options));
  app.use('/backend', createBackend(options));
  app.use('/mock', createMock());
  app.get('/where.json', (_request, response) => void response.json(where));
  app.use(sendToOwnOrigin);
  app.use(servePages(options, about));
  app.use(express.static(PUBLIC, { index: false }));
  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', error => (error ? reject(error) : resolve(server)));
  });
};
