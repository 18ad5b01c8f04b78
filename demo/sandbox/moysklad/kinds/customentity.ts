/** Elements of the account's own dictionaries: gift certificates are kept in one, as MoySklad has no place for them. */
import { attributesOf } from './attributes.ts';
import { commonFilters, type Kind } from './kind.ts';
import { anything, text } from './readers.ts';

export const customentity: Kind = {
  type: 'customentity',
  fields: {
    name: text(255),
    code: text(255),
    externalCode: text(255),
    description: text(4096),
    attributes: anything,
  },
  required: ['name'],
  filters: commonFilters,
  search: ['name', 'code', 'description'],
  settle: attributesOf,
};
