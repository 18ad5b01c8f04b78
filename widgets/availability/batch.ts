import type { AvailabilityAnswer, AvailabilityItem } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';

type Items = ReadonlyMap<string, AvailabilityItem>;

const batches = new Map<string, { readonly skus: Set<string>; readonly items: Promise<Items> }>();
/** What one request may ask for. */
const most = 100;

/**
 * One product for a badge; null: the shop does not know it. All badges that ask in the same turn of the page share a request, each
 * sku in it once: fifty product cards are one call. A turn, not a microtask: frameworks put their cards in by several.
 */
export async function askForItem(api: Api, sku: string): Promise<AvailabilityItem | null> {
  const key = `${api.endpoint} ${api.language}`;
  let batch = batches.get(key);
  if (!batch) {
    const skus = new Set<string>();
    const items = new Promise(resolve => setTimeout(resolve)).then(() => {
      batches.delete(key);
      return ask(api, skus);
    });
    batch = { skus, items };
    batches.set(key, batch);
  }
  batch.skus.add(sku);
  return (await batch.items).get(sku) ?? null;
}

async function ask(api: Api, skus: ReadonlySet<string>): Promise<Items> {
  // Sorted: two pages with the same cards are then one address, and one entry in every cache on the way.
  const sorted = [...skus].sort();
  const answers: Promise<AvailabilityAnswer>[] = [];
  while (sorted.length > 0) {
    const query = new URLSearchParams(sorted.splice(0, most).map(sku => ['sku', sku]));
    answers.push(api.get(`v1/availability?${query}`));
  }
  return new Map((await Promise.all(answers)).flatMap(({ items }) => items).map(item => [item.sku, item]));
}
