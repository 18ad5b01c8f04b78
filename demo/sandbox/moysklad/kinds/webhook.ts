/** Webhooks, on entities and on stock, which callers register through the API. */
import { Refusal } from '../http/answers.ts';
import { textOf } from '../values.ts';
import type { Kind } from './kind.ts';
import { flag, oneOf, text } from './readers.ts';

export const webhook: Kind = {
  type: 'webhook',
  fields: {
    url: text(255),
    action: oneOf('CREATE', 'UPDATE', 'DELETE'),
    entityType: text(255),
    diffType: oneOf('NONE', 'FIELDS'),
    enabled: flag,
  },
  required: ['url', 'action', 'entityType'],
  filters: { id: 'text', url: 'text', action: 'text', entityType: 'text', enabled: 'flag' },
  search: ['url'],
  start: () => ({ method: 'POST', enabled: true }),
  settle: (given, _, old) => {
    const fields = { ...old, ...given };
    if (!/^https?:\/\//.test(textOf(fields, 'url'))) throw badHook('url');
    if (fields['diffType'] !== undefined && fields['action'] !== 'UPDATE') throw badHook('diffType');
    return {};
  },
};

export const webhookstock: Kind = {
  type: 'webhookstock',
  fields: {
    url: text(255),
    reportType: oneOf('all', 'bystore'),
    stockType: oneOf('stock'),
    enabled: flag,
  },
  required: ['url', 'reportType', 'stockType'],
  filters: { id: 'text', url: 'text', enabled: 'flag' },
  search: ['url'],
  start: () => ({ enabled: true }),
  settle: (given, _, old) => {
    if (!/^https?:\/\//.test(textOf({ ...old, ...given }, 'url'))) throw badHook('url');
    return {};
  },
};

/** The codes for faults of a webhook are not in the reference. */
function badHook(name: string): Refusal {
  return new Refusal(412, 3000, `Недопустимое значение поля '${name}'`, name);
}
