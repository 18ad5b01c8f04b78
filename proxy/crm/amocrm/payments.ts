import type { InCrm, PaymentFact } from '../crm.ts';
import type { Context } from './api.ts';
import { paymentText } from './describe.ts';
import { paymentFieldsOf } from './map.ts';
import { addNote } from './notes.ts';
import { writtenIn } from './wire.ts';
import { wordsIn } from './words.ts';

/** Tells of a payment: amoCRM has none, so that it is a note, and what fields of the lead the config names. */
export const recordPayment = async (
  { api, settings, shop }: Context,
  { ref }: InCrm,
  fact: PaymentFact,
): Promise<void> => {
  const words = wordsIn(shop.language);
  await addNote(api, 'leads', ref, paymentText(fact, words));
  const fields = paymentFieldsOf(fact, settings, words);
  if (fields.length === 0) return;
  const path = `leads/${encodeURIComponent(ref)}`;
  const body = { custom_fields_values: fields };
  await api.call({ method: 'PATCH', operation: 'leads/{id}', path, body }, writtenIn('leads'));
};
