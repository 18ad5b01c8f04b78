import type { Store } from '../../../proxy/orders/store/store.ts';

/** What the shop has no business to call. */
export const never = async (): Promise<never> => {
  throw new Error('not asked by the shop');
};

/** The few of the store's operations that the shop uses. */
export type FakeStore = Pick<Store, 'document' | 'putDocument' | 'gate'> & {
  documents: Map<string, { text: string; at: number }>;
};

export const createFakeStore = (): FakeStore => {
  const documents = new Map<string, { text: string; at: number }>();
  const gates = new Map<string, number>();
  return {
    documents,
    document: async name => documents.get(name) ?? null,
    putDocument: async (name, text, at) => void documents.set(name, { text, at }),
    async gate(name, everyMs, now) {
      const last = gates.get(name) ?? Number.NEGATIVE_INFINITY;
      if (now - last < everyMs) return { open: false, opensAt: last + everyMs };
      gates.set(name, now);
      return { open: true };
    },
  };
};
/** The store's operations that are the order book's business. */
export const refusing: Store = {
  accept: never,
  acceptedBefore: never,
  order: never,
  history: never,
  search: never,
  list: never,
  damaged: never,
  count: never,
  claim: never,
  nextDue: never,
  change: never,
  setAside: never,
  keepEarly: never,
  takeEarly: never,
  certificateReserved: never,
  lane: never,
  setLane: never,
  lease: never,
  release: never,
  gate: never,
  document: never,
  putDocument: never,
  dropDocuments: never,
  allotId: never,
  addJobs: never,
  admitJob: never,
  dueCrmJobs: never,
  dueJobs: never,
  failedJobs: never,
  settleJob: never,
  version: never,
  changedSince: never,
  sweep: never,
  close: never,
};
