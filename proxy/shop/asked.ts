import type { OrderStatusRequest } from '../contract/index.ts';
import { toE164 } from '../orders/phone.ts';
import { numberKey } from '../orders/store/numbers.ts';
import { cleanText } from './clean.ts';
import type { Asked } from './proof.ts';

/** What a lookup asks. Null where a part of it cannot be understood: then nothing may be shown by the other part. */
export const understand = (request: OrderStatusRequest, phoneCountry: string): Asked | null => {
  const number = bareNumber(request.number);
  const phone = cleanText(request.phone ?? '');
  const e164 = phone === '' ? undefined : toE164(phone, phoneCountry);
  if (e164 === null || (number !== '' && numberKey(number) === '')) return null;
  if (number === '' && e164 === undefined) return null;
  return { ...(number !== '' && { number }), ...(e164 !== undefined && { phone: e164 }) };
};

/** What limits count a lookup by: each number and phone in one spelling. */
export const subjectsOf = (request: OrderStatusRequest, phoneCountry: string): string[] => {
  const phone = cleanText(request.phone ?? '');
  const e164 = phone === '' ? null : toE164(phone, phoneCountry);
  return [numberKey(bareNumber(request.number)), e164 ?? ''].filter(subject => subject !== '');
};

const bareNumber = (text: string | undefined): string => cleanText(text ?? '').replace(/^[№#\s]+/, '');
