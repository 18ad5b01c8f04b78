import type { AvailabilityAnswer, AvailabilityItem } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';

interface Batch {
  readonly skus: Set<string>;
  readonly items: Promise<ReadonlyMap<string, AvailabilityItem>>;
}

const batches = new Map<string, Batch>();
/** What one request may ask for. */
const most = 100;

/**
 * One product for a badge; null: the shop does not know it. All badges that ask in the same turn of the page share a request, each
 * sku in it once: fifty product cards are one call. A turn, not a microtask: frameworks put their cards in by several.
 */
export async function askForItem(api: Api, sku: string): Promise<AvailabilityItem | null> {
  const key = `${api.endpoint} ${api.language}`;
  const batch = batches.get(key) ?? begin(key, api);
  batch.skus.add(sku);
  return (await batch.items).get(sku) ?? null;
}

function begin(key: string, api: Api): Batch {
  const skus = new Set<string>();
  const turn = new Promise(resolve => setTimeout(resolve));
  const items = turn.then(() => {
    batches.delete(key);
    return ask(api, skus);
  });
  const batch = { skus, items };
  batches.set(key, batch);
  return batch;
}

async function ask(api: Api, skus: ReadonlySet<string>): Promise<ReadonlyMap<string, AvailabilityItem>> {
  // Sorted: two pages with the same cards are then one address, and one entry in every cache on the way.
  const sorted = [...skus].sort();
  const parts = Array.from({ length: Math.ceil(sorted.length / most) }, (_, index) =>
    sorted.slice(index * most, (index + 1) * most),
  );
  const answers = await Promise.all(
    parts.map(part =>
      api.get<AvailabilityAnswer>(`v1/availability?${new URLSearchParams(part.map(sku => ['sku', sku]))}`),
    ),
  );
  return new Map(answers.flatMap(answer => answer.items).map(item => [item.sku, item]));
}
