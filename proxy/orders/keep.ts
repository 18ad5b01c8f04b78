import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Clock, wait } from '../clock.ts';
import type { ConnectionKeep } from '../crm/connect.ts';
import type { Keys } from './seal.ts';
import { OFFER } from './store/operations/sweep.ts';
import type { Store } from './store/store.ts';

/** Renewed while the work goes on; a process that dies with it stops the others for so long. */
const ALONE_MS = 15_000;
const RENEW_MS = 5_000;
const LOOK_AGAIN_MS = 250;

export interface KeepParts {
  store: Pick<Store, 'document' | 'putDocument' | 'dropDocuments' | 'allotId' | 'lease' | 'release'>;
  keys: Pick<Keys, 'hmacAll'>;
  publicUrl: string;
  clock: Clock;
}

const Offered = z.object({ text: z.string(), contentType: z.string(), until: z.number() });

/** Whoever can read the database must not be able to fetch it. */
const offerName = (connection: string, token: string): string =>
  `${OFFER}${connection}/${createHash('sha256').update(token).digest('base64url')}`;

/** What one connection keeps in the order book. */
export const createKeep = (connection: string, { store, keys, publicUrl, clock }: KeepParts): ConnectionKeep => {
  const nameOf = (name: string): string => `keep/${connection}/${name}`;

  return {
    read: async name => (await store.document(nameOf(name)))?.text ?? null,
    write: (name, text) => store.putDocument(nameOf(name), text, clock.now()),
    forget: name => store.dropDocuments(nameOf(name)),
    idOf: (kind, key) => store.allotId(connection, kind, keys.hmacAll('id', JSON.stringify([connection, kind, key]))),

    async offer(text, contentType, ms) {
      const token = randomBytes(32).toString('base64url');
      const offered: z.infer<typeof Offered> = { text, contentType, until: clock.now() + ms };
      await store.putDocument(offerName(connection, token), JSON.stringify(offered), clock.now());
      return `${publicUrl.replace(/\/$/, '')}/offers/${connection}/${token}`;
    },

    async offered(token) {
      const document = await store.document(offerName(connection, token));
      const offered = document && Offered.parse(JSON.parse(document.text));
      return offered && clock.now() < offered.until ? offered : null;
    },

    async alone(name, work) {
      const holder = randomUUID();
      const lease = `alone/${connection}/${name}`;
      while (!(await store.lease(lease, holder, ALONE_MS, clock.now()))) await wait(clock, LOOK_AGAIN_MS);
      let cancel = (): void => {};
      const renew = (): void => {
        cancel = clock.after(RENEW_MS, renew);
        store.lease(lease, holder, ALONE_MS, clock.now()).catch(() => {});
      };
      cancel = clock.after(RENEW_MS, renew);
      try {
        return await work();
      } finally {
        cancel();
        // It ends by itself; what came of the work must not be lost for it.
        await store.release(lease, holder).catch(() => {});
      }
    },
  };
};
