import { type CrmType, crms } from '../../proxy/crm/index.ts';
import { eventually, place } from '../e2e/kit.ts';
import { type OpenShop, openShop } from '../e2e/shop.ts';
import { median, table } from './table.ts';

const LOOKUPS = 200;
const ORDERS = 10;
const SECONDS = 6;
/** Few enough for the second that a call may be under way to be longer than this machine ever takes. */
const SPEED = 5;
/** Ours on visitors, out of the way: what is measured is what the CRM's own quota lets through. */
const LIMITS = { requests: 1e7, orders: 1e7, subjects: 1e7, repeats: 1e7, crmReads: 1e7 };

interface Call {
  crmMethod: string | null;
  status: number | null;
  result: string | null;
}

/** What a CRM says to one call too many: an HTTP status, or FrontPad's own word for it. */
const isTooMany = ({ status, result }: Call): boolean =>
  status === 429 || status === 503 || status === 403 || result === 'requests_limit';

/** Asks again and again about orders nobody here knows, so that each question goes to the CRM, while `until` is ahead. */
const askOn = async ({ ask }: OpenShop, visitor: number, until: number): Promise<number> => {
  let answered = 0;
  for (let asked = 0; Date.now() < until; asked += 1) {
    await ask('/v1/order-status', { number: `${visitor}${asked}9` });
    answered += 1;
  }
  return answered;
};

const orderOf = (index: number, sku: string) => ({
  customer: { name: `Guest ${index}`, phone: `+79160001${100 + index}`, email: `guest${index}@mail.example` },
  lines: [{ sku, quantity: 1 }],
  delivery: { method: 'pickup', pickupPoint: 'harbour' },
  consent: true,
});

/** How long each order took to stand in the CRM, in seconds of the CRM's own hurried time. */
const submitAll = (shop: OpenShop): Promise<number[]> =>
  Promise.all(
    Array.from({ length: ORDERS }, async (_, index) => {
      const begun = Date.now();
      const { id } = await place(shop.url, orderOf(index, shop.data.skus[0] ?? ''));
      await shop.settled(id);
      return (Date.now() - begun) / 1000;
    }),
  );

const storm = async (crm: CrmType): Promise<string[]> => {
  await using shop = await openShop(crm, { speed: SPEED, limits: LIMITS });
  const until = Date.now() + SECONDS * 1000;
  const asking = Array.from({ length: LOOKUPS }, (_, visitor) => askOn(shop, visitor, until));
  // In the thick of it: the lookups have used up what is theirs.
  await eventually('the storm', async () => Date.now() > until - SECONDS * 500);
  const took = await submitAll(shop);
  const lookups = (await Promise.all(asking)).reduce((sum, answered) => sum + answered, 0);
  const calls = (await shop.back.requests()) as Call[];
  const refused = calls.filter(isTooMany).length;
  return [
    crm,
    String(lookups),
    String(calls.length),
    String(refused),
    median(took).toFixed(2),
    Math.max(...took).toFixed(2),
  ];
};

/** Two hundred visitors at once ask each CRM, five times as fast as life, and ten orders come in the middle of it. */
export const quotaTable = async (): Promise<string> => {
  const rows: string[][] = [];
  for (const crm of Object.keys(crms) as CrmType[]) rows.push(await storm(crm));
  const head = [
    `${LOOKUPS} lookups at once`,
    'answered',
    'calls to the CRM',
    'over its quota',
    'order, median s',
    'slowest s',
  ];
  return table(head, rows);
};
