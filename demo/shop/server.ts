import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import express, { type Request, type Response } from 'express';

export interface ShopOptions {
  port: number;
  proxyUrl: string;
  backDoorUrl: string;
  serverKey: string;
  webhookSecret: string;
  killProxy(): void;
}

/** What the proxy told the shop's back end, newest first. */
type News = { type: string; data: { number?: string; siteStatus?: string | null } };

const KEPT_NEWS = 20;

const isSigned = (request: Request, body: Buffer, secret: string): boolean => {
  const signed = `${request.get('webhook-id')}.${request.get('webhook-timestamp')}.${body.toString()}`;
  const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(signed)
    .digest();
  return (request.get('webhook-signature') ?? '').split(' ').some(item => {
    const given = Buffer.from(item.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
};

let serial = 0;

/** An order the shop priced and took payment for by itself, handed over with the server key. */
const siteOrder = () => ({
  number: `SITE-${Date.now().toString(36).toUpperCase()}-${++serial}`,
  customer: { id: 'u-77', name: 'Ольга Сайтова', phone: '+79160000077', email: 'olga@example.com' },
  lines: [{ sku: '010', name: 'Пицца «Маргарита», 30 см', quantity: 2, price: { amount: 49_000, currency: 'RUB' } }],
  delivery: {
    method: 'courier',
    cost: { amount: 20_000, currency: 'RUB' },
    address: { street: 'Мира', house: '17', apartment: '6' },
  },
  payments: [{ method: 'online', amount: { amount: 118_000, currency: 'RUB' }, status: 'paid' }],
});

const handOver = async (options: ShopOptions, response: Response): Promise<void> => {
  const order = siteOrder();
  const answer = await fetch(`${options.proxyUrl}/v1/orders`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${options.serverKey}`,
      'idempotency-key': order.number,
    },
    body: JSON.stringify(order),
  });
  response
    .status(answer.status)
    .type('json')
    .send(await answer.text());
};

/** The demo shop: its pages, and the little back end a real shop would have. On an origin of its own, as in life. */
export const startShop = async (options: ShopOptions): Promise<Server> => {
  const news: News[] = [];
  const app = express();
  app.disable('x-powered-by');
  app.post('/backend/order', (_request, response) => handOver(options, response));
  app.post('/backend/webhook', express.raw({ type: () => true }), (request, response) => {
    if (!Buffer.isBuffer(request.body) || !isSigned(request, request.body, options.webhookSecret)) {
      response.status(401).end();
      return;
    }
    news.unshift(JSON.parse(request.body.toString()) as News);
    news.length = Math.min(news.length, KEPT_NEWS);
    response.status(204).end();
  });
  app.get('/backend/news', (_request, response) => void response.json(news));
  app.post('/backend/pull-the-plug', (_request, response) => {
    options.killProxy();
    response.status(204).end();
  });
  app.get(
    '/where.json',
    (_request, response) => void response.json({ proxy: options.proxyUrl, backDoor: options.backDoorUrl }),
  );
  app.use(express.static(join(import.meta.dirname, 'public'), { extensions: ['html'] }));
  return new Promise((resolve, reject) => {
    const server = app.listen(options.port, '127.0.0.1', error => (error ? reject(error) : resolve(server)));
  });
};
