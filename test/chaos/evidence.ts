import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Booked } from '../../proxy/orders/booked.ts';
import { createKeys } from '../../proxy/orders/seal.ts';
import { openSqlite } from '../../proxy/orders/store/sqlite.ts';
import { eventually, ROOT, type SandboxOrder } from '../e2e/kit.ts';
import type { World } from './world.ts';

export interface Hooked {
  body: string;
  attempts: number;
  delivered: boolean;
}

/** What is left once nothing moves any more: the book, the CRM, what it told, and what was to be told on. */
export interface Evidence {
  book: Booked[];
  crm: SandboxOrder[];
  hooks: Hooked[];
  jobs: { key: string; state: string }[];
  heard: ReadonlySet<string>;
}

const orderBookKey = (): string =>
  /^ORDER_BOOK_KEY=(.+)$/m.exec(readFileSync(`${ROOT}demo/demo.env`, 'utf8'))?.[1] ?? '';

const UNDER_WAY = new Set(['waiting', 'sending', 'held']);
/** A time-out of a submit, its pauses, and webhooks that were tried again. */
const SETTLES_WITHIN_MS = 75_000;

/** Waits until nothing moves any more, beside running proxies. @throws Error when something still does */
export async function gather(world: World): Promise<Evidence> {
  const store = await openSqlite({ file: world.file, keys: createKeys([orderBookKey()]) });
  const db = new DatabaseSync(world.file, { readOnly: true, timeout: 5_000 });
  const look = async (): Promise<Evidence> => ({
    book: await store.list({}),
    crm: (await world.back.orders()).filter(({ name }) => name.startsWith('Guest ')),
    hooks: (await (await fetch(`${world.backUrl}/__sandbox/hooks`)).json()) as Hooked[],
    jobs: db.prepare('select key, state from jobs').all() as Evidence['jobs'],
    heard: world.receiver.heard,
  });
  try {
    let last = '';
    return await eventually(
      'everything to stand still',
      async () => {
        const seen = await look();
        const moving =
          seen.book.some(({ state }) => UNDER_WAY.has(state)) || seen.jobs.some(job => job.state === 'due');
        const now = JSON.stringify([seen.book, seen.crm, seen.hooks, seen.jobs]);
        const still = !moving && now === last;
        last = now;
        if (!still) await new Promise(done => setTimeout(done, 700));
        return still && seen;
      },
      SETTLES_WITHIN_MS,
    );
  } finally {
    db.close();
    await store.close();
  }
}
