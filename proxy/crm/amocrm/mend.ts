import type { Warning } from '../crm.ts';
import type { Refusal } from './answer.ts';
import type { Lead, NewLead } from './map.ts';

const dropped = (about: string): Warning => ({ code: 'field-dropped', about, money: false });

const withoutAt = <Item>(items: readonly Item[] | undefined, places: ReadonlySet<number>): Item[] | undefined =>
  items?.filter((_, index) => !places.has(index));

/** Which of the fields a refusal names, by their places, in the lead itself or in what goes with it. */
const placesIn = (paths: readonly string[]): ReadonlySet<number> =>
  new Set(paths.flatMap(path => /custom_fields_values\.(\d+)/.exec(path)?.[1] ?? []).map(Number));

const isOf = (entity: string) => (path: string) => path.includes(`${entity}.`);

/** What else an order can go without; where it begins, it begins in the first status of the main pipeline then. */
const PARTS = ['status_id', 'pipeline_id', 'responsible_user_id', 'created_at'] as const;

/**
 * The same lead without what amoCRM named in its refusal, where the order can do without it: a field that is not there
 * any more, a user who has left. All of it is in the note. Null: nothing of the kind was named.
 */
export const mended = ({ lead, warnings }: NewLead, { paths }: Refusal): NewLead | null => {
  const contactPaths = paths.filter(isOf('contacts'));
  const companyPaths = paths.filter(isOf('companies'));
  const own = paths.filter(path => !contactPaths.includes(path) && !companyPaths.includes(path));
  const parts = PARTS.filter(part => lead[part] !== undefined && own.some(path => path.split('.').includes(part)));
  const fields = placesIn(own);
  const tags = own.some(path => path.split('.').includes('tags'));
  const contactFields = placesIn(contactPaths);
  const about = [
    ...parts,
    ...(fields.size > 0 && lead.custom_fields_values ? ['custom_fields_values'] : []),
    ...(tags && lead._embedded.tags ? ['tags'] : []),
    ...(companyPaths.length > 0 && lead._embedded.companies ? ['company'] : []),
    ...(contactFields.size > 0 && lead._embedded.contacts ? ['contact'] : []),
  ];
  if (about.length === 0) return null;

  const { custom_fields_values: custom, _embedded: embedded, ...rest } = lead;
  for (const part of parts) delete rest[part];
  const left = withoutAt(custom, fields);
  const { contacts, companies, tags: named } = embedded;
  const people = contacts?.map(contact =>
    'custom_fields_values' in contact
      ? { ...contact, custom_fields_values: withoutAt(contact.custom_fields_values, contactFields) ?? [] }
      : contact,
  );
  const light: Lead = {
    ...rest,
    ...(left && left.length > 0 && { custom_fields_values: left }),
    _embedded: {
      ...(people && { contacts: people }),
      ...(companies && companyPaths.length === 0 && { companies }),
      ...(named && !tags && { tags: named }),
    },
  };
  return { lead: light, warnings: [...warnings, ...about.map(dropped)] };
};
