/** What the proxy tells a site's back end of one order. */
export interface News {
  type: string;
  timestamp: string;
  data: {
    id: string;
    number: string;
    crmNumber: string | null;
    state: string;
    stage: string | null;
    status: string | null;
    siteStatus: string | null;
  };
}

/** Where the orders of this site stand, each counted once. */
export interface Tally {
  accepted: number;
  inCrm: number;
  waiting: number;
  attention: number;
  dropped: number;
}

const KEPT = 20;
const ATTENTION = ['refused', 'uncertain'];

/** The little memory of the demo shop's back end: the last news, and each order's last state. */
export const createNewsroom = () => {
  const seen = new Set<string>();
  const latest: News[] = [];
  const orders = new Map<string, { state: string; at: string }>();

  return {
    /** Takes a piece of news; the same one delivered twice counts once, as the sender may not know that we heard it. */
    take(deliveryId: string, news: News): void {
      if (seen.has(deliveryId)) return;
      seen.add(deliveryId);
      latest.unshift(news);
      latest.length = Math.min(latest.length, KEPT);
      const { id, state } = news.data;
      const known = orders.get(id);
      // Deliveries may overtake each other: a retry of old news does not undo what came later.
      if (!known || known.at <= news.timestamp) orders.set(id, { state, at: news.timestamp });
    },
    /** An order that the site itself handed over: what it knows already, the proxy does not tell it again. */
    handedOver(id: string): void {
      if (!orders.has(id)) orders.set(id, { state: 'waiting', at: '' });
    },
    latest: (): readonly News[] => latest,
    tally(): Tally {
      const states = [...orders.values()].map(({ state }) => state);
      const count = (...wanted: string[]) => states.filter(state => wanted.includes(state)).length;
      return {
        accepted: states.length,
        inCrm: count('submitted'),
        waiting: count('held', 'waiting', 'sending'),
        attention: count(...ATTENTION),
        dropped: count('dropped'),
      };
    },
  };
};
