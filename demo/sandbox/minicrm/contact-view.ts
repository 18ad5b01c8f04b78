/** Contacts as the API shows them (manual, company and contact chapter). */
import type { Account } from './account.ts';
import type { Row } from './answers.ts';
import { fieldsOfContact, shownValues } from './fields.ts';
import { userName, users } from './labels.ts';
import type { Contact } from './records.ts';
import { budapest } from './times.ts';

/** Hungarians put the family name first. */
export function nameOf({ settings }: Account, { type, values }: Contact): string {
  const { Name = '', FirstName = '', LastName = '' } = values;
  if (type === 'Business') return String(Name);
  const names = settings.language === 'hu' ? [LastName, FirstName] : [FirstName, LastName];
  return names.join(' ').trim();
}

/** A row of a search. */
export function contactRow(account: Account, base: string, contact: Contact): Row {
  const { id, type, emails, phones, businessId } = contact;
  const view = {
    ...{ Id: id, Name: nameOf(account, contact), Url: `${base}/Api/R3/Contact/${id}`, Type: type },
    ...{ Email: emails[0] ?? '', Phone: phones[0] ?? '' },
    ...(businessId === null ? {} : { BusinessId: businessId }),
  };
  return { key: id, view };
}

export function contactDetail({ id, type, businessId, emails, phones, values, ...rest }: Contact): object {
  const { FirstName, LastName, Name, ...others } = shownValues(fieldsOfContact(type), values);
  const by = userName(users[0].id);
  return {
    ...{ Id: id, Type: type, ...(type === 'Person' ? { FirstName, LastName } : { Name }) },
    ...{ Email: emails[0] ?? '', Phone: phones[0] ?? '', Deleted: Number(rest.deleted) },
    ...{ CreatedBy: by, CreatedAt: budapest(rest.createdAt), UpdatedBy: by, UpdatedAt: budapest(rest.updatedAt) },
    ...others,
    ...(businessId === null ? {} : { BusinessId: businessId }),
    Tags: [],
  };
}
