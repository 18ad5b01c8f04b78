import type { CrmMethods } from './crm.ts';
import { CrmFailure, OWN_QUOTA } from './failure.ts';
import type { QuotaGate } from './quota.ts';

/**
 * The same methods, whose `limit` failures close the quota for a while. Some CRMs say "too many" in the body of a good
 * answer, where only the adapter can read it: this is how the gate comes to know.
 */
export const heedLimits = (methods: CrmMethods, quota: QuotaGate): CrmMethods => {
  const heed = (error: unknown): never => {
    if (error instanceof CrmFailure && error.kind === 'limit' && error.code !== OWN_QUOTA) {
      quota.penalty(error.retryAfterMs);
    }
    throw error;
  };
  const watched = (result: unknown): unknown => {
    if (result instanceof Promise) return result.catch(heed);
    return isAsyncIterable(result) ? watchEach(result, heed) : result;
  };
  return new Proxy(methods, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => watched(Reflect.apply(method, target, given));
    },
  });
};

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function* watchEach(items: AsyncIterable<unknown>, heed: (error: unknown) => never): AsyncGenerator<unknown> {
  try {
    yield* items;
  } catch (error) {
    heed(error);
  }
}
