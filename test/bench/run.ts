import { randomUUID } from 'node:crypto';
import { type Figures, type Load, measure, startTarget, type Target } from './load.ts';
import { quotaTable } from './quotas.ts';
import { bundleSizes } from './sizes.ts';
import { median, table } from './table.ts';

const ROUNDS = 3;
const SECONDS = 3;
const PAGE = { origin: 'http://127.0.0.1:8787', 'content-type': 'application/json' };

const REGULAR = '+79250001122';
let customers = 0;
/** Each order by a customer of its own, as in life. */
const order = (
  phone = `+7916${String(++customers % 10_000_000).padStart(7, '0')}`,
): { headers: Record<string, string>; body: string } => ({
  headers: { ...PAGE, 'idempotency-key': randomUUID() },
  body: JSON.stringify({
    customer: { name: 'Anna', phone },
    lines: [{ sku: '001', quantity: 1 }],
    delivery: { method: 'pickup' },
    payment: { method: 'cash' },
    comment: 'Ring twice, please',
  }),
});

/** The order that the lookup asks for, by number and phone: the dearest answer there is. */
const orderToFind = async (url: string): Promise<string> => {
  const { headers, body } = order(REGULAR);
  const answer = await fetch(`${url}/v1/orders`, { method: 'POST', headers, body });
  const { number } = (await answer.json()) as { number: string };
  return JSON.stringify({ number, phone: REGULAR });
};

interface Row {
  what: string;
  target: Target;
  load: Load;
  figures: Figures[];
}

const sizesTable = (): string =>
  table(
    ['bundle, bytes', 'raw', 'gzip', 'brotli', 'files'],
    bundleSizes().map(size => [size.what, size.raw, size.gzip, size.brotli, size.files].map(String)),
  );

const speedTable = (rows: Row[]): string => {
  const figures = rows.map(row => ({
    what: row.what,
    perSecond: median(row.figures.map(figure => figure.perSecond)),
    cpu: median(row.figures.map(figure => figure.cpuMicros)),
  }));
  const [bare, forward] = figures;
  const ratio = (a: number, b = 0) => (a / b).toFixed(2);
  return table(
    ['median of 3 rounds', 'requests/s', 'of bare', 'CPU µs', 'of forwarding'],
    figures.map(({ what, perSecond, cpu }) => [
      what,
      perSecond.toFixed(0),
      ratio(perSecond, bare?.perSecond),
      cpu.toFixed(0),
      ratio(cpu, forward?.cpu),
    ]),
  );
};

const bare = await startTarget('bare.ts');
const forward = await startTarget('forward.ts', { BENCH_UPSTREAM: bare.url });
const ours = await startTarget('ours.ts', {}, 'ready');
const forgetful = await startTarget('ours.ts', { BENCH_FORGET: '1' }, 'ready');
const lookup: Load = { method: 'POST', path: '/v1/order-status', headers: PAGE, body: await orderToFind(ours.url) };
const accept: Load = { method: 'POST', path: '/v1/orders', each: () => order() };

const rows: Row[] = [
  { what: 'bare node:http, prebuilt buffer', target: bare, load: { path: '/' }, figures: [] },
  { what: 'Express + http-proxy-middleware, forwarding bare', target: forward, load: { path: '/' }, figures: [] },
  {
    what: 'ours: cached GET /v1/shop',
    target: ours,
    load: { path: '/v1/shop', headers: { origin: PAGE.origin } },
    figures: [],
  },
  { what: 'ours: guarded lookup from the order book', target: ours, load: lookup, figures: [] },
  { what: 'ours: durable accept', target: ours, load: accept, figures: [] },
  { what: 'ours: the same, commit left out', target: forgetful, load: accept, figures: [] },
];

// Rounds alternate, so that a busy moment of the machine hits all rows alike.
for (let round = 0; round < ROUNDS; round++) {
  for (const row of rows) row.figures.push(await measure(row.target, row.load, SECONDS));
}
for (const target of [bare, forward, ours, forgetful]) target.stop();

const [accepted, forgotten] = rows.slice(-2).map(row => median(row.figures.map(figure => figure.perSecond)));
process.stdout.write(`Node ${process.version}, one machine, one run; ratios travel, requests a second do not.\n\n`);
process.stdout.write(`${sizesTable()}\n\n${speedTable(rows)}\n\n`);
process.stdout.write(
  `A durable accept runs at ${((accepted ?? 0) / (forgotten ?? 1)).toFixed(2)} of the same handler without the commit.\n`,
);

process.stdout.write(`\n${await quotaTable()}\n`);
