import { cart, SERVER_KEY } from '../e2e/kit.ts';
import { type Chance, sleep } from './chance.ts';
import type { World } from './world.ts';

export type Kind = 'page' | 'form' | 'site' | 'held';

/** One customer's wish for one order, and what came of it. */
export interface Client {
  /** `Guest <index>` in the CRM. */
  index: number;
  kind: Kind;
  /** Every id this order was ever accepted under: more than one is a breach. */
  ids: Set<string>;
  tries: number;
  /** An answer that trying again does not change. */
  refusal: string | null;
  released: boolean;
}

/** An impatient client's own time-out: it asks again while the first question is still under way. */
const PATIENCE_MS = 4_000;

interface Asked {
  path: string;
  init: { headers: Record<string, string>; body: string };
}

const json = (body: unknown, headers: Record<string, string>): Asked => ({
  path: '/v1/orders',
  init: { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
});

const siteCart = (index: number) => {
  const { lines, ...rest } = cart(index);
  const price = { amount: 45_000, currency: 'RUB' };
  return { ...rest, lines: lines.map(line => ({ ...line, name: 'Dish', price })), number: `S-${index}` };
};

const formFields = (index: number): string =>
  new URLSearchParams({
    name: `Guest ${index}`,
    phone: `+7916${String(index).padStart(7, '0')}`,
    sku: '001',
    'delivery[method]': 'pickup',
    'delivery[pickupPoint]': 'harbour',
    'payment[method]': 'cash',
    consent: 'on',
  }).toString();

const requestOf = ({ index, kind }: Client, key: string, site: string): Asked => {
  if (kind === 'page') return json(cart(index), { 'idempotency-key': key, origin: site });
  if (kind === 'form') {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: site };
    return { path: '/v1/orders', init: { headers, body: formFields(index) } };
  }
  const hold = kind === 'held' ? { hold: true } : {};
  return json({ ...siteCart(index), ...hold }, { 'idempotency-key': key, authorization: `Bearer ${SERVER_KEY}` });
};

const post = (url: string, { path, init }: Asked): Promise<Response> =>
  fetch(url + path, { method: 'POST', ...init, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });

/** The id of an accepted order; null: nothing was said that one could rely on. */
const idOf = async (answer: Response): Promise<string | null> => {
  if (answer.status === 201) return ((await answer.json()) as { id: string }).id;
  if (answer.status === 303) return /\/v1\/orders\/([^?]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? null;
  return null;
};

/** Asks until the order is accepted, under one key, at whichever proxy; now and then once more, as a double click does. */
export async function order(client: Client, world: World, chance: Chance, until: number): Promise<void> {
  const key = crypto.randomUUID();
  const asked = requestOf(client, key, world.site);
  const clicks = chance.is(0.2) ? 2 : 1;
  while (client.ids.size === 0 && client.refusal === null && Date.now() < until) {
    const { url } = chance.pick(world.victims);
    await Promise.all(Array.from({ length: clicks }, () => tryOnce(client, url, asked)));
    if (client.ids.size === 0) await sleep(chance.between(100, 800));
  }
  if (client.ids.size > 0 && chance.is(0.2)) await tryOnce(client, chance.pick(world.victims).url, asked);
  if (client.kind === 'held') await release(client, world, chance, until);
}

async function tryOnce(client: Client, url: string, asked: Asked): Promise<void> {
  client.tries += 1;
  try {
    const answer = await post(url, asked);
    const id = await idOf(answer);
    if (id !== null) client.ids.add(id);
    else if (answer.status < 500 && answer.status !== 429) client.refusal = `${answer.status} ${await answer.text()}`;
  } catch {
    // Killed, restarting or late: the next try is under the same key.
  }
}

async function release(client: Client, world: World, chance: Chance, until: number): Promise<void> {
  const [id] = client.ids;
  const headers = { authorization: `Bearer ${SERVER_KEY}`, 'idempotency-key': crypto.randomUUID() };
  while (id !== undefined && !client.released && Date.now() < until) {
    const asked = { path: `/v1/orders/${id}/release`, init: { headers, body: '' } };
    const status = await post(chance.pick(world.victims).url, asked).then(
      answer => answer.status,
      () => 0,
    );
    // 409: an answer that was lost had released it.
    client.released = status === 200 || status === 409;
    if (!client.released) await sleep(chance.between(100, 800));
  }
}
