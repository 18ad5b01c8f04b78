/** What the shop's tests share: the demo shop on a free port, beside a proxy that is only an address. */
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { About } from '../../../demo/shop/about.ts';
import { type ShopOptions, startShop } from '../../../demo/shop/server.ts';

export const PROXY = 'http://127.0.0.1:9';
export const BACK_DOOR = 'http://127.0.0.1:19';
export const SECRET = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`;

export const ABOUT: About = {
  currency: 'UAH',
  phoneCountry: 'UA',
  courier: { cost: '60', freeFrom: '900' },
  pickupPoints: ['Quay, 5', 'Station, 12'],
  statuses: [
    { code: '1', name: 'New', cancelled: false },
    { code: '19', name: 'Cancelled', cancelled: true },
  ],
  order: { number: '1001', phone: '+380500000011' },
  certificates: null,
  isExtended: false,
};

export async function openShop(options: Partial<ShopOptions> = {}) {
  const server = await startShop({
    port: 0,
    proxyUrl: PROXY,
    backDoorUrl: BACK_DOOR,
    serverKey: 'server-key',
    webhookSecret: SECRET,
    killProxy: () => {},
    about: ABOUT,
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
