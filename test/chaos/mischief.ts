import { type Chance, sleep } from './chance.ts';
import type { World } from './world.ts';

interface Mishap {
  fault: string;
  more: object;
}

/**
 * Switches the CRM's faults at random, and mends it about as often.
 * @param hangs how many submits may run into their time-out: it is half a minute of real time
 */
export async function breakCrm(
  world: World,
  chance: Chance,
  { until, hangs, did }: { until: number; hangs: number; did: (what: string) => void },
) {
  let timeouts = 0;
  while (Date.now() < until) {
    if (chance.is(0.35)) {
      await world.back.mend();
    } else {
      const { fault, more } = mishap(chance, timeouts < hangs);
      if (fault.startsWith('timeout')) timeouts += 1;
      await world.back.fault(fault, more);
      did(fault);
    }
    await sleep(chance.between(300, 2_500));
  }
}

function mishap(chance: Chance, mayHang: boolean): Mishap {
  const orders = { times: chance.whole(1, 2), method: 'new_order' };
  return chance.pick<Mishap>([
    { fault: 'down', more: {} },
    { fault: 'auth', more: {} },
    { fault: 'limited', more: { times: chance.whole(1, 4) } },
    { fault: 'http-500', more: { rate: 0.5 } },
    { fault: 'garbage', more: orders },
    { fault: 'reset-before', more: orders },
    { fault: 'reset-after', more: orders },
    { fault: 'slow', more: { ...orders, delayMs: chance.whole(200, 3_000) } },
    mayHang && chance.is(0.3)
      ? { fault: chance.pick(['timeout-before', 'timeout-after']), more: { times: 1, method: 'new_order' } }
      : { fault: 'slow', more: { rate: 0.3, delayMs: 300 } },
  ]);
}

/** Kills proxies at any instant, now and then politely, and starts them again. */
export async function killProxies(world: World, chance: Chance, until: number) {
  while (Date.now() < until) {
    await sleep(chance.between(500, 7_000));
    if (Date.now() >= until) return;
    const victim = chance.pick(world.victims);
    if (chance.is(0.4)) await catchInFlight(world, chance);
    await victim.kill(chance.is(0.75) ? 'SIGKILL' : 'SIGTERM');
    await sleep(chance.between(0, 1_500));
    await victim.start();
  }
}

/** Makes it likely that an order is on its way to the CRM when the proxy dies. */
async function catchInFlight(world: World, chance: Chance) {
  await world.back.fault('slow', { times: 1, method: 'new_order', delayMs: 1_500 });
  await sleep(chance.between(100, 1_500));
}

/** The kitchen at work: orders go on to a later status, some are cancelled. */
const WAY = ['3', '12', '4', '10', '11'];

export async function moveStatuses(world: World, chance: Chance, until: number) {
  while (Date.now() < until) {
    await sleep(chance.between(50, 400));
    const orders = (await world.back.orders()).filter(({ name }) => name.startsWith('Guest '));
    const moved = orders[chance.whole(0, orders.length - 1)];
    if (moved) await world.back.status(moved.ref, next(moved.status, chance));
  }
}

const next = (status: string, chance: Chance): string =>
  chance.is(0.1) ? '11' : (WAY[Math.min(WAY.indexOf(status) + 1, WAY.length - 1)] ?? '11');
