import type { SandboxName } from './sandbox/index.ts';

/** What RetailCRM's trigger sends, as the guide of its adapter says. */
const parameters = {
  id: '{{order.getId()}}',
  number: '{{order.getNumber()}}',
  order_id: '{{order.getExternalId()}}',
  status: '{{order.getStatus().getCode()}}',
};

/** The steps a person does in CRMs without an API for notifications, done to their sandboxes. */
const BY_HAND: Partial<Record<SandboxName, (url: string) => object>> = {
  keycrm: hookUrl => ({ hookUrl }),
  minicrm: hookUrl => ({ hookUrl }),
  retailcrm: url => ({ triggers: [{ url, parameters }] }),
};

/** What a sandbox is started with so that it notifies this address; nothing where `crm-proxy connect` registers it. */
export const sandboxHooks = (crm: string, url: string): object => {
  const settings = Object.entries(BY_HAND).find(([name]) => name === crm)?.[1];
  return settings?.(url) ?? {};
};
