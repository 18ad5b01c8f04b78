/** A customer as the account keeps it, and as it may be sent (vendor's PHP and Go clients). */
import { z } from 'zod';
import type { SiteCode } from '../data/shops.ts';
import { byCode, date, dateTime, flag, number, phpObject, text } from '../http/fields.ts';

const address = z.object({
  text: text.nullish(),
  city: text.nullish(),
  street: text.nullish(),
  building: text.nullish(),
});
const tags = z.array(z.union([text, z.object({ name: text }).transform(({ name }) => name)]));

export const customerSchema = z.object({
  externalId: text.nullish(),
  createdAt: dateTime.nullish(),
  firstName: text.nullish(),
  lastName: text.nullish(),
  patronymic: text.nullish(),
  email: text.nullish(),
  phones: z.array(z.object({ number: text })).nullish(),
  address: phpObject(address).nullish(),
  birthday: date.nullish(),
  sex: z.enum(['male', 'female']).nullish(),
  vip: flag.nullish(),
  bad: flag.nullish(),
  subscribed: flag.nullish(),
  discountCardNumber: text.nullish(),
  personalDiscount: number.nullish(),
  tags: tags.nullish(),
  addTags: tags.nullish(),
  removeTags: tags.nullish(),
  customFields: byCode.nullish(),
});

export type CustomerFields = z.infer<typeof customerSchema>;

export interface Customer {
  readonly id: number;
  readonly site: SiteCode;
  readonly externalId: string | null;
  readonly createdAt: string;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly fields: Omit<
    CustomerFields,
    'externalId' | 'createdAt' | 'tags' | 'addTags' | 'removeTags' | 'customFields'
  >;
}
