import { z } from 'zod';
import type { HookRequest, StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { wallToIso } from '../time.ts';
import type { Context } from './api.ts';
import type { Statuses } from './statuses.ts';

/** A template the CRM left empty, or did not know, says nothing. */
const Text = z
  .union([z.string(), z.number()])
  .transform(value => String(value).trim())
  .pipe(z.string().regex(/^(?!.*(\{\{|\}\}))\S.{0,254}$/))
  .optional()
  .catch(undefined);

/**
 * The parameters of the trigger's HTTP request, which its maker names. `order_id` for the external id and
 * `retailCRM_action` are modRetailCRM's, so that a trigger made for it works here too.
 */
const Hook = z.object({
  status: z
    .string()
    .trim()
    .regex(/^[\w-]{1,255}$/),
  id: Text,
  order_id: Text,
  externalId: Text,
  number: Text,
  at: Text,
  retailCRM_action: z.literal('change_status').optional(),
});
type Hook = z.infer<typeof Hook>;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A trigger sends a form, or a query when it is set to GET. */
const parametersOf = ({ query, body }: HookRequest): Record<string, unknown> => {
  const json = jsonOf(body);
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json };
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
};

const changeOf = (hook: Hook, statuses: Statuses, { zone, shop }: Pick<Context, 'zone' | 'shop'>): StatusChange => {
  const externalId = hook.externalId ?? hook.order_id;
  return {
    ...(/^\d+$/.test(hook.id ?? '') && { ref: hook.id }),
    ...(hook.number && { number: hook.number }),
    ...(externalId && { externalId }),
    status: statuses.of(hook.status),
    at: wallToIso(hook.at, zone, shop.now()),
  };
};

/**
 * A trigger's notification of a status.
 * @throws CrmFailure `invalid` for nonsense
 */
export const parseHook = (
  request: HookRequest,
  statuses: Statuses,
  context: Pick<Context, 'zone' | 'shop'>,
): StatusChange[] => {
  const isRead = request.method !== 'POST';
  if (request.body.trim() === '' && !(isRead && Object.hasOwn(request.query, 'status'))) return [];
  const parsed = Hook.safeParse(parametersOf(request));
  const change = parsed.success ? changeOf(parsed.data, statuses, context) : null;
  if (!change || (change.ref ?? change.number ?? change.externalId) === undefined) {
    throw new CrmFailure('change_status', { kind: 'invalid', taken: 'no' });
  }
  return [change];
};
