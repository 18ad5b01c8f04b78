import express, { type Request, type Router } from 'express';
import type { About } from './about.ts';
import { countryOf } from './country.ts';
import { createNewsroom, type News } from './news.ts';
import { isSigned } from './webhook.ts';

export interface BackendOptions {
  proxyUrl: string;
  serverKey: string;
  webhookSecret: string;
  about: About;
  killProxy(): void;
}

let serial = 0;

/** An order the shop priced and took payment for by itself, handed over with the server key. */
const siteOrder = ({ currency, phoneCountry, courier }: About) => {
  const { customer, pizza } = countryOf(phoneCountry);
  const [quantity, cost] = [2, Number(courier.cost)];
  const money = (amount: number) => ({ amount: amount * 100, currency });
  return {
    number: `SITE-${Date.now().toString(36).toUpperCase()}-${++serial}`,
    customer: { id: 'u-77', email: 'olga@example.com', ...customer },
    lines: [{ sku: '010', name: pizza.name, quantity, price: money(pizza.price) }],
    delivery: { method: 'courier', cost: money(cost), address: { street: 'Мира', house: '17', apartment: '6' } },
    payments: [{ method: 'online', amount: money(quantity * pizza.price + cost), status: 'paid' }],
  };
};

const handOver = async ({ proxyUrl, serverKey, about }: BackendOptions): Promise<{ status: number; body: unknown }> => {
  const order = siteOrder(about);
  const answer = await fetch(`${proxyUrl}/v1/orders`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${serverKey}`,
      'idempotency-key': order.number,
    },
    body: JSON.stringify(order),
  });
  return { status: answer.status, body: await answer.json() };
};

const idOf = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : null;

const signedCall = (request: Request, body: Buffer) => ({
  id: request.get('webhook-id'),
  timestamp: request.get('webhook-timestamp'),
  signature: request.get('webhook-signature'),
  body,
});

/** The back end a real shop has: it hands over orders of its own and hears of every change. */
export const createBackend = (options: BackendOptions): Router => {
  const newsroom = createNewsroom();
  const router = express.Router();

  router.post('/order', async (_request, response) => {
    try {
      const { status, body } = await handOver(options);
      const id = idOf(body);
      if (status === 201 && id) newsroom.handedOver(id);
      response.status(status).json(body);
    } catch {
      // The plug is pulled; a real shop would try again with the same number.
      response.status(502).json({ title: 'The proxy does not answer.' });
    }
  });
  router.post('/webhook', express.raw({ type: () => true }), (request, response) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body) || !isSigned(signedCall(request, body), options.webhookSecret)) {
      response.status(401).end();
      return;
    }
    newsroom.take(request.get('webhook-id') ?? '', JSON.parse(body.toString()) as News);
    response.status(204).end();
  });
  router.get('/news', (_request, response) => void response.json(newsroom.latest()));
  router.get('/tally', (_request, response) => void response.json(newsroom.tally()));
  router.post('/pull-the-plug', (_request, response) => {
    options.killProxy();
    response.status(204).end();
  });
  return router;
};
