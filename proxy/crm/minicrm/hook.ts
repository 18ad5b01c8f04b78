import type { HookRequest, StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Settings } from './settings.ts';
import { Hook } from './wire.ts';

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * A notification of MiniCRM's. Nothing in it is signed, so that it only says that there is something to ask for.
 * @throws CrmFailure `invalid` for what is none
 */
export const parseHook = ({ orders }: Settings, { body }: HookRequest): StatusChange[] | 'ask' => {
  const hook = Hook.safeParse(jsonOf(body));
  if (!hook.success) throw new CrmFailure('hook', { kind: 'invalid', taken: 'no', code: 'not-a-notification' });
  const { Type, Data, Changed = ['StatusId'] } = hook.data;
  if (Type !== 'Project' || Data?.CategoryId !== orders) return [];
  // Of a new card nothing has changed.
  return Changed.length === 0 || Changed.includes('StatusId') ? 'ask' : [];
};
