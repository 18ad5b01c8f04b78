import type { Booked } from '../../proxy/orders/booked.ts';
import type { Client } from './clients.ts';
import type { Evidence } from './evidence.ts';

/** Every promise that was broken, each in a sentence. */
export function judge(clients: readonly Client[], evidence: Evidence): string[] {
  return [
    ...clients.flatMap(client => ofClient(client, evidence)),
    ...evidence.book.flatMap(booked => ofOrder(booked, evidence)),
    ...strangers(evidence),
    ...sequence(evidence),
    ...evidence.jobs.filter(({ state }) => state !== 'done').map(({ key }) => `${key} was not delivered`),
  ];
}

const guest = (name: string | undefined): number => Number(name?.slice('Guest '.length));
const inCrm = ({ crm }: Evidence, booked: Booked) =>
  crm.filter(({ name }) => guest(name) === guest(booked.order.customer.name));

/** Accepted once, however often it was asked. */
function ofClient({ index, kind, ids, refusal, released }: Client, { book }: Evidence): string[] {
  const who = `Guest ${index} (${kind})`;
  if (refusal !== null) return [`${who} was refused: ${refusal.slice(0, 200)}`];
  if (ids.size !== 1) return [`${who} was accepted ${ids.size} times`];
  if (kind === 'held' && !released) return [`${who} was never released`];
  const booked = book.filter(({ order }) => guest(order.customer.name) === index);
  const stands = booked.length === 1 && booked.every(({ id }) => ids.has(id));
  return stands ? [] : [`${who} stands ${booked.length} times in the book`];
}

/** In the CRM once, or with a person who was told why. */
function ofOrder(booked: Booked, evidence: Evidence): string[] {
  const { id, number, state, reason } = booked;
  const standing = inCrm(evidence, booked).length;
  const breaches: string[] = [];
  const mayStand: Record<string, number[]> = { submitted: [1], refused: [0], uncertain: [0, 1] };
  if (!mayStand[state]?.includes(standing)) breaches.push(`${number} is ${state} and stands ${standing} times`);
  if (state !== 'submitted') {
    if (reason === null) breaches.push(`${number} is ${state} without a reason`);
    if (!evidence.heard.has(`order.attention ${id}`)) breaches.push(`the site never heard that ${number} is ${state}`);
    if (!evidence.jobs.some(({ key }) => key.includes(`${state}_`) && key.includes(id.replaceAll('_', '~5f'))))
      breaches.push(`no manager was told that ${number} is ${state}`);
  } else if (!evidence.heard.has(`order.submitted ${id}`)) {
    breaches.push(`the site never heard that ${number} is submitted`);
  }
  return [...breaches, ...ofStatus(booked, evidence)];
}

/** What the CRM told last and was thanked for is what stands. */
function ofStatus(booked: Booked, evidence: Evidence): string[] {
  const [placed] = inCrm(evidence, booked);
  const told = evidence.hooks
    .map(hook => ({ ...hook, ...(JSON.parse(hook.body) as { order_id: number; status: number }) }))
    .filter(({ order_id }) => String(order_id) === placed?.ref);
  const last = told.at(-1);
  if (!last?.delivered || booked.status?.code === String(last.status)) return [];
  return [`${booked.number} has status ${booked.status?.code ?? 'none'}, the CRM told ${last.status} and was thanked`];
}

const strangers = ({ crm, book }: Evidence): string[] => {
  const known = new Set(book.map(({ order }) => guest(order.customer.name)));
  return crm.filter(({ name }) => !known.has(guest(name))).map(({ name }) => `${name} stands in the CRM alone`);
};

/** Several processes read several clocks a moment apart. */
const CLOCKS_MS = 50;

/** In the order of acceptance; one that was held or tried again goes when it may. */
function sequence(evidence: Evidence): string[] {
  const byGuest = new Map(evidence.book.map(booked => [guest(booked.order.customer.name), booked]));
  const submitted = evidence.crm
    .flatMap(({ name }) => byGuest.get(guest(name)) ?? [])
    .filter(({ heldUntil, attempts, nextAt }) => heldUntil === null && nextAt === null && attempts > 0);
  const breaches: string[] = [];
  let latest: Booked | null = null;
  for (const booked of submitted.filter(({ order }) => !order.number.startsWith('S-'))) {
    if (latest && booked.createdAt < latest.createdAt - CLOCKS_MS)
      breaches.push(`${booked.number} came in before ${latest.number} and went out after it`);
    else latest = booked;
  }
  return breaches;
}
