import type { Shop } from '../../proxy/contract/index.ts';
import type { Api } from './api.ts';

const shops = new Map<string, Promise<Shop>>();

/** What the shop can do, asked once a page for all widgets. A failure is forgotten, so that the next one asks again. */
export function loadShop(api: Api): Promise<Shop> {
  const known = shops.get(api.endpoint);
  if (known) return known;
  const asked = api.get<Shop>('v1/shop');
  shops.set(api.endpoint, asked);
  asked.catch(() => shops.delete(api.endpoint));
  return asked;
}
