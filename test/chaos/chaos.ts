import { createChance, sleep } from './chance.ts';
import { type Client, type Kind, order } from './clients.ts';
import { type Evidence, gather } from './evidence.ts';
import { judge } from './judge.ts';
import { breakCrm, killProxies, moveStatuses } from './mischief.ts';
import { createWorld, type World } from './world.ts';

export interface Plan {
  seed: number;
  /** How long the torture lasts; mending and settling come after. */
  seconds: number;
  proxies: number;
  /** How many submits may hang until their time-out. */
  hangs: number;
}

export interface Verdict {
  breaches: string[];
  clients: Client[];
  evidence: Evidence | null;
  kills: number;
  faults: Map<string, number>;
  printed: string;
}

/** Long enough for the last client to be heard once everything works. */
const AFTERWARDS_MS = 30_000;

/** Tortures real processes, mends everything, waits until nothing moves, and judges. */
export async function torture({ seed, seconds, proxies, hangs }: Plan): Promise<Verdict> {
  const chance = createChance(seed);
  const world = await createWorld(chance, proxies);
  const verdict: Verdict = { breaches: [], clients: [], evidence: null, kills: 0, faults: new Map(), printed: '' };
  const did = (what: string) => void verdict.faults.set(what, (verdict.faults.get(what) ?? 0) + 1);
  const until = Date.now() + seconds * 1000;
  try {
    const clients = placeOrders(world, createChance(seed + 1), until, verdict.clients);
    await Promise.all([
      breakCrm(world, createChance(seed + 2), { until, hangs, did }),
      killProxies(world, createChance(seed + 3), until),
      moveStatuses(world, createChance(seed + 4), until),
    ]);
    await world.back.mend();
    await Promise.all(world.victims.map(victim => victim.start()));
    await clients;
    verdict.evidence = await gather(world);
    verdict.breaches.push(...judge(verdict.clients, verdict.evidence));
  } catch (error) {
    verdict.breaches.push(error instanceof Error ? error.message : String(error));
  } finally {
    verdict.kills = world.victims.reduce((sum, victim) => sum + victim.kills, 0);
    await world.close();
    verdict.printed = world.printed();
  }
  return verdict;
}

async function placeOrders(world: World, chance: ReturnType<typeof createChance>, until: number, clients: Client[]) {
  const orders: Promise<void>[] = [];
  for (let index = 1; Date.now() < until; index += 1) {
    const kind = chance.pick<Kind>(['page', 'page', 'page', 'form', 'site', 'held']);
    const client: Client = { index, kind, ids: new Set(), tries: 0, refusal: null, released: false };
    clients.push(client);
    orders.push(order(client, world, createChance(chance.whole(0, 2 ** 31)), until + AFTERWARDS_MS));
    await sleep(chance.between(30, 500));
  }
  await Promise.all(orders);
}
