import type { HookRequest, StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { changeOf } from './changes.ts';
import type { Context } from './context.ts';
import { OrderRow } from './wire.ts';

const nonsense = (): CrmFailure => new CrmFailure('orders/update', { kind: 'invalid', taken: 'no' });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Products and clients are notified of too: a list of products, and a client, who has no order number. */
const isOther = (said: unknown): boolean =>
  (Array.isArray(said) &&
    said.length > 0 &&
    said.every(each => typeof each === 'object' && each && 'variants' in each)) ||
  (typeof said === 'object' && said !== null && 'registered' in said && !('number' in said));

/**
 * A webhook: one bare order, as it would be read (vendor's docs, 07). Products and clients say nothing.
 * @throws CrmFailure `invalid` for nonsense
 */
export const parseHook = (
  { body }: HookRequest,
  context: Pick<Context, 'settings' | 'shop' | 'colours'>,
): StatusChange[] => {
  if (body.trim() === '') return [];
  const said = jsonOf(body);
  if (isOther(said)) return [];
  const read = OrderRow.safeParse(said);
  const change = read.success ? changeOf(read.data, context) : null;
  if (!change) throw nonsense();
  return [context.colours.on(change)];
};
