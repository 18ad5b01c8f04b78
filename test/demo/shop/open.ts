/** What the shop's tests share: the demo shop on a free port, beside a proxy that is only an address. */
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ShopOptions, startShop } from '../../../demo/shop/server.ts';

export const PROXY = 'http://127.0.0.1:9';
export const BACK_DOOR = 'http://127.0.0.1:19';
export const SECRET = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`;

export async function openShop(options: Partial<ShopOptions> = {}) {
  const server = await startShop({
    port: 0,
    proxyUrl: PROXY,
    backDoorUrl: BACK_DOOR,
    serverKey: 'server-key',
    webhookSecret: SECRET,
    killProxy: () => {},
    ...options,
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    get: (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init }),
  };
}
