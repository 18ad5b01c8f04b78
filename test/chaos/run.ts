/** `npm run chaos [-- --seed N] [--seconds N] [--proxies N]`: tortures real processes, then counts orders. */
import { parseArgs } from 'node:util';
import { torture, type Verdict } from './chaos.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, seconds: { type: 'string' }, proxies: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const seconds = Number(values.seconds ?? 45);
const proxies = Number(values.proxies ?? 1);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const count = (all: readonly string[]): string =>
  Object.entries(Object.groupBy(all, one => one))
    .map(([what, found]) => `${found?.length} ${what}`)
    .join(', ') || 'none';

const report = ({ clients, evidence, kills, faults }: Verdict): [string, string][] => [
  ['orders asked for', `${clients.length}: ${count(clients.map(({ kind }) => kind))}`],
  ['tries', String(clients.reduce((sum, { tries }) => sum + tries, 0))],
  ['in the book', count((evidence?.book ?? []).map(({ state }) => state))],
  ['in the CRM', String(evidence?.crm.length ?? '?')],
  ['reasons', count((evidence?.book ?? []).flatMap(({ reason }) => reason ?? []))],
  ['statuses told', `${evidence?.hooks.length ?? '?'}, thanked for ${evidence?.hooks.filter(h => h.delivered).length}`],
  ['the site heard', String(evidence?.heard.size ?? '?')],
  ['proxies killed', String(kills)],
  ['faults', [...faults].map(([fault, times]) => `${times} ${fault}`).join(', ')],
];

say(`seed ${seed}, ${seconds} s of torture, ${proxies} ${proxies === 1 ? 'proxy' : 'proxies'}`);
const verdict = await torture({ seed, seconds, proxies, hangs: 1 });
for (const [what, found] of report(verdict)) say(`${what.padEnd(18)}${found}`);
for (const breach of verdict.breaches) say(`BREACH: ${breach}`);
if (verdict.breaches.length > 0) {
  const telling = /job-failed|lane-failed|outbox-failed|request-failed|adapter-threw|book-write-failed/;
  for (const line of verdict.printed
    .split('\n')
    .filter(each => telling.test(each))
    .slice(-20))
    say(line);
  say(`\nAgain: npm run chaos -- --seed ${seed} --seconds ${seconds} --proxies ${proxies}`);
}
process.exitCode = verdict.breaches.length > 0 ? 1 : 0;
