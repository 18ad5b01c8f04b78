import type { HookRequest, StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { type Settings, sourcesOf } from './settings.ts';
import { statusOf } from './stages.ts';
import { isoOf } from './time.ts';
import { Hook } from './wire.ts';

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What may be told of an order beside its id. A copy made in KeyCRM has a parent, and is not the order we sent. */
const namesOf = ({ id, source_uuid, parent_id }: Hook['context']): Partial<StatusChange> => ({
  number: id,
  ...(source_uuid && parent_id === undefined && { externalId: source_uuid }),
});

/**
 * KeyCRM's notification, an action of its automations: `{event, context}` (seen by several clients, not documented).
 * Any event of an order tells its status. It names no status, and carries nothing that could be checked: the address
 * itself is the secret. Orders of other sources and, of a card's connection, orders at all, are no news.
 * @throws CrmFailure `invalid` for nonsense
 */
export const parseHook = (request: HookRequest, settings: Settings): StatusChange[] => {
  const body = request.body.replace(/^\uFEFF/, '').trim();
  if (request.method !== 'POST' || body === '') return [];
  const parsed = Hook.safeParse(jsonOf(body));
  if (!parsed.success) throw new CrmFailure('webhook', { kind: 'invalid', taken: 'no' });
  const { event, context } = parsed.data;
  if (!event.startsWith(settings.lead ? 'lead.' : 'order.')) return [];
  if (context.source_id !== undefined && !sourcesOf(settings).has(context.source_id)) return [];
  const status = settings.lead
    ? { code: context.status_id }
    : statusOf({ id: context.status_id, group: context.status_group_id });
  return [
    {
      ref: context.id,
      ...(!settings.lead && namesOf(context)),
      status,
      at: isoOf(context.status_changed_at),
    },
  ];
};
