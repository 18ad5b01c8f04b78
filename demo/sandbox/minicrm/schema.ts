/** What there is in the account: `/Api/R3/Category` and `/Api/R3/Schema`. */
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { type Field, fieldsOfContact, fieldsOfModule, typeOf } from './fields.ts';
import { modules, users } from './labels.ts';
import type { Handler } from './requests.ts';

const userOptions = Object.fromEntries(users.map(({ id, name }) => [id, name]));

function namesOf({ settings }: Account): Readonly<Record<string, string>> {
  return Object.fromEntries(modules.map(({ id, labels }) => [id, labels[settings.language]]));
}

export const listCategories: Handler = (account, { query }) => {
  if (query.get('Detailed') !== '1') return json(namesOf(account));
  const { language } = account.settings;
  const detailed = modules.map(({ id, type, labels }, index) => [
    id,
    {
      ...{ Id: id, OrderId: index + 1, Name: labels[language], Type: type },
      ...{ SenderName: 'Valul', SenderEmail: 'comenzi@valul.example', Phone: '' },
    },
  ]);
  return json(Object.fromEntries(detailed));
};

const dated = { CreatedBy: userOptions, CreatedAt: 'DateTime', UpdatedBy: userOptions, UpdatedAt: 'DateTime' };

export const getContactSchema: Handler = (_account, request) => {
  const type = (['Person', 'Business'] as const).find(name => name === request.segment());
  if (!type) return notFound;
  const own = type === 'Person' ? { BusinessId: 'Int' } : {};
  const fixed = { Id: 'Int', Type: 'Text(64)', Email: 'Text(256)', Phone: 'Text(64)', Deleted: 'Int', ...dated };
  return json({ ...fixed, ...typesOf(fieldsOfContact(type)), ...own });
};

export const getProjectSchema: Handler = (account, request) => {
  const module = modules.find(({ id }) => id === request.id());
  if (!module) return notFound;
  const { language } = account.settings;
  return json({
    ...{ Id: 'Int', CategoryId: namesOf(account), ContactId: 'Int', BusinessId: 'Int' },
    StatusId: Object.fromEntries(module.statuses.map(({ id, labels }) => [id, labels[language]])),
    ...{ UserId: userOptions, Name: 'Text(512)', StatusUpdatedAt: 'DateTime', IsPrivate: 'Boolean' },
    ...{ Invited: 'Text(65535)', Deleted: 'Int', ...dated },
    ...typesOf(fieldsOfModule(module.id, account.settings)),
  });
};

function typesOf(fields: readonly Field[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(field => [field.name, typeOf(field)]));
}
