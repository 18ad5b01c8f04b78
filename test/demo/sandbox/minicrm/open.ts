/** What the tests of the MiniCRM sandbox share: one on free ports, a caller for its API, a site with feeds, a feed. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import { type Json, openSandbox, until } from '../open.ts';

export const SYSTEM_ID = '40321';
export const LOGIN = `${SYSTEM_ID}:SandboxMiniCrmKey000000000000001`;

export interface List {
  readonly Count: number;
  readonly Results: Readonly<Record<string, Json>>;
}

interface ShownOrder {
  readonly ref: string;
  readonly orderId: number;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly key: string;
  readonly statusName: string;
  readonly contactId: number;
  readonly fields: Json;
  readonly totals: { readonly net: number; readonly vat: number; readonly gross: number };
  readonly lines: readonly { sku: string; quantity: number; price: number }[];
}

interface Feed {
  readonly state: string;
  readonly problem: string | null;
  readonly records: readonly {
    readonly projectId: string;
    readonly result: string;
    readonly cardId: number;
    readonly reasons: readonly string[];
    readonly warnings: readonly string[];
  }[];
}

/** A MiniCRM sandbox for one test. Without limits, unless the test asks for them. */
export async function openMinicrm(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('minicrm', options);
  const { door } = sandbox;

  const send = (method: string, path: string, body?: unknown, login = LOGIN): Promise<Response> =>
    fetch(`${sandbox.url}/Api${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(login)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const call = async <T = Json>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const response = await send(method, path, body);
    const text = await response.text();
    return { status: response.status, body: (/^[[{]/.test(text) ? JSON.parse(text) : text) as T };
  };
  const log = async () => (await door<{ details: { syncLog: Feed[] } }>('data')).body.details.syncLog;

  return {
    ...sandbox,
    send,
    call,
    log,
    list: async (path: string) => (await call<List>('GET', path)).body,
    orders: async () => (await door<ShownOrder[]>('orders')).body,
    order: async (externalId: string) =>
      (await door<ShownOrder[]>('orders')).body.find(each => each.externalId === externalId),
    /** Sends a file, and waits for what the sync log says of it. */
    async upload(xml: string): Promise<Feed> {
      const { Id } = (await call<{ Id: number }>('POST', `/SyncFeed/${SYSTEM_ID}/Upload`, xml)).body;
      return until(async () => (await log()).find((feed, index) => index === Id - 1 && feed.state !== 'waiting'));
    },
  };
}

/** A site that serves one file; what it was asked with is kept. */
export async function openSite(xml: string, status = 200) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    if (status === 0) return;
    response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

export const customer =
  '<Customer><Name>Vera Ionescu</Name><CountryId>România</CountryId><PostalCode>400002</PostalCode><City>Cluj-Napoca</City><Address>Str. Lungă 7</Address></Customer>';

export function product(id: number | string, extra = ''): string {
  return `<Product Id="${id}"><Name>Rulou</Name><SKU>001</SKU><PriceNet>37.837838</PriceNet><Quantity>2</Quantity><Unit>bucată</Unit><VAT>11%</VAT><FolderName>Meniu</FolderName>${extra}</Product>`;
}

export function order(id: number | string, extra = '', products = product(1)): string {
  return `<Order Id="${id}"><Number>K7-${id}</Number><CurrencyCode>RON</CurrencyCode><Performance>2026-11-22 19:30:00</Performance><Status>Issued</Status>${customer}<Products>${products}</Products>${extra}</Order>`;
}

export const contacts =
  '<Contacts><Contact><FirstName>Vera</FirstName><LastName>Ionescu</LastName><Emails><Email><Value>vera@example.com</Value></Email></Emails><Phones><Phone><Value>+40720000099</Value></Phone></Phones></Contact></Contacts>';

/** A file of one customer, number 700, whose card is new; `orders` go into it. */
export function feed(orders = order(9001), extra = contacts): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<Projects><Project Id="700"><Name>Vera &amp; Ionescu</Name><CategoryId>21</CategoryId><StatusId>Înregistrat</StatusId>${extra}<Orders>${orders}</Orders></Project></Projects>`;
}
