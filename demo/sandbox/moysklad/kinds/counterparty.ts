/** Counterparties: whom the shop sells to. */

import { Rows } from '../values.ts';
import { addressFields, addressOf } from './address.ts';
import { attributesOf } from './attributes.ts';
import { commonFilters, type Kind } from './kind.ts';
import { anything, flag, list, oneOf, text, time, uuid } from './readers.ts';

export const counterparty: Kind = {
  type: 'counterparty',
  hasSyncId: true,
  fields: {
    name: text(255),
    code: text(255),
    externalCode: text(255),
    syncId: uuid,
    description: text(4096),
    companyType: oneOf('legal', 'entrepreneur', 'individual'),
    email: text(255),
    phone: text(255),
    fax: text(255),
    ...addressFields('actualAddress'),
    legalTitle: text(4096),
    legalFirstName: text(255),
    legalLastName: text(255),
    legalMiddleName: text(255),
    inn: text(255),
    birthDate: time,
    sex: oneOf('MALE', 'FEMALE'),
    tags: list(text(255)),
    discountCardNumber: text(255),
    archived: flag,
    attributes: anything,
  },
  required: ['name'],
  filters: {
    ...commonFilters,
    created: 'time',
    companyType: 'text',
    email: 'text',
    phone: 'text',
    fax: 'text',
    actualAddress: 'text',
    legalTitle: 'text',
    inn: 'text',
    tags: 'text',
    discountCardNumber: 'text',
    syncId: 'text',
  },
  search: ['name', 'code', 'legalTitle', 'discountCardNumber', 'email', 'phone'],
  start: () => ({ companyType: 'legal', tags: [], bonusPoints: 0, archived: false }),
  settle: (given, request, old) => ({
    ...addressOf('actualAddress', given, request),
    ...attributesOf(given, request, old),
  }),
  rows: ({ path }) => ({
    accounts: new Rows('account', `${path}/accounts`),
    contactpersons: new Rows('contactperson', `${path}/contactpersons`),
    notes: new Rows('note', `${path}/notes`),
  }),
  unique: ({ settings }) => (settings.uniqueCodes ? 'code' : undefined),
};
