import type { ConnectionKeep } from '../../proxy/crm/connect.ts';

/** What a connection keeps, in memory only. Whatever listens at `origin` may serve its offers, each at its place. */
export const createMemoryKeep = (
  origin = 'https://proxy.example',
): ConnectionKeep & {
  offers: { text: string; contentType: string; ms: number }[];
} => {
  const texts = new Map<string, string>();
  const ids = new Map<string, number>();
  const offers: { text: string; contentType: string; ms: number }[] = [];
  return {
    offers,
    read: async name => texts.get(name) ?? null,
    write: async (name, text) => void texts.set(name, text),
    forget: async name => void texts.delete(name),
    async idOf(kind, key) {
      const name = JSON.stringify([kind, key]);
      const count = [...ids.keys()].filter(each => JSON.parse(each)[0] === kind).length;
      const id = ids.get(name) ?? count + 1;
      ids.set(name, id);
      return id;
    },
    async offer(text, contentType, ms) {
      offers.push({ text, contentType, ms });
      return `${origin}/offers/main/${offers.length}`;
    },
    async offered(token) {
      return offers[Number(token) - 1] ?? null;
    },
    alone: (_name, work) => work(),
  };
};
