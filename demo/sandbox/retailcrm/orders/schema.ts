/** What an order may hold when it is sent (vendor's PHP and Go clients). Fields not listed are passed over. */
import { z } from 'zod';
import {
  byCode,
  date,
  dateTime,
  flag,
  notNegative,
  number,
  percent,
  phpList,
  phpObject,
  positive,
  text,
  whole,
} from '../http/fields.ts';

const address = z.object({
  index: text.nullish(),
  countryIso: text.nullish(),
  region: text.nullish(),
  city: text.nullish(),
  street: text.nullish(),
  building: text.nullish(),
  flat: text.nullish(),
  floor: text.nullish(),
  block: text.nullish(),
  house: text.nullish(),
  housing: text.nullish(),
  metro: text.nullish(),
  notes: text.nullish(),
  text: text.nullish(),
});

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time H:i was expected.');

const deliverySchema = z.object({
  code: text.nullish(),
  cost: notNegative.nullish(),
  netCost: number.nullish(),
  date: date.nullish(),
  time: z.object({ from: hour.nullish(), to: hour.nullish(), custom: text.nullish() }).nullish(),
  service: z.object({ code: text.nullish(), name: text.nullish() }).nullish(),
  address: phpObject(address).nullish(),
  integrationCode: text.nullish(),
  data: byCode.nullish(),
});

export type DeliveryFields = z.infer<typeof deliverySchema>;

export const paymentSchema = z.object({
  externalId: text.nullish(),
  // A payment without a type, or with an empty time, is refused (vendor's shop modules had to mend both).
  type: text.pipe(z.string().min(1, 'This value should not be blank.')),
  status: text.nullish(),
  amount: notNegative.nullish(),
  paidAt: dateTime.nullish(),
  comment: text.nullish(),
});

export type PaymentFields = z.infer<typeof paymentSchema>;

const propertySchema = z.object({
  // As a vendor's module notes.
  code: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_:-]*$/, 'This value is not a valid code.')
    .nullish(),
  name: text,
  value: text,
});

const itemSchema = z.object({
  id: whole.nullish(),
  externalIds: z.array(z.object({ code: text, value: text })).nullish(),
  offer: z.object({ id: whole.nullish(), externalId: text.nullish(), xmlId: text.nullish() }).nullish(),
  productName: text.nullish(),
  initialPrice: notNegative.nullish(),
  quantity: positive.nullish(),
  purchasePrice: number.nullish(),
  discountManualAmount: number.nullish(),
  discountManualPercent: percent.nullish(),
  properties: phpList(propertySchema).nullish(),
  comment: text.nullish(),
});

export type ItemFields = z.infer<typeof itemSchema>;

export const orderSchema = z.object({
  externalId: text.nullish(),
  number: text.nullish(),
  createdAt: dateTime.nullish(),
  firstName: text.nullish(),
  lastName: text.nullish(),
  patronymic: text.nullish(),
  phone: text.nullish(),
  additionalPhone: text.nullish(),
  email: text.nullish(),
  customerComment: text.nullish(),
  managerComment: text.nullish(),
  status: text.nullish(),
  statusComment: text.nullish(),
  orderType: text.nullish(),
  orderMethod: text.nullish(),
  countryIso: text.nullish(),
  customer: z.object({ id: whole.nullish(), externalId: text.nullish() }).nullish(),
  contragent: z.object({ contragentType: z.enum(['individual', 'legal-entity', 'enterpreneur']).nullish() }).nullish(),
  items: z.array(itemSchema).nullish(),
  delivery: deliverySchema.nullish(),
  payments: phpList(paymentSchema).nullish(),
  discountManualAmount: notNegative.nullish(),
  discountManualPercent: percent.nullish(),
  weight: number.nullish(),
  length: whole.nullish(),
  width: whole.nullish(),
  height: whole.nullish(),
  shipmentStore: text.nullish(),
  shipmentDate: date.nullish(),
  shipped: flag.nullish(),
  source: z
    .object({
      source: text.nullish(),
      medium: text.nullish(),
      campaign: text.nullish(),
      keyword: text.nullish(),
      content: text.nullish(),
    })
    .nullish(),
  privilegeType: z.enum(['none', 'personal_discount', 'loyalty_level', 'loyalty_event']).nullish(),
  call: flag.nullish(),
  expired: flag.nullish(),
  customFields: byCode.nullish(),
});

export type OrderFields = z.infer<typeof orderSchema>;
