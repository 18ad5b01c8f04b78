import { z } from 'zod';
import type { CrmMethods, CustomerFact, InCrm, PaymentFact } from '../crm.ts';
import { customerNote } from '../customer-note.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber } from '../money.ts';
import { samePhone, spellingsOf } from '../phone.ts';
import { paymentOf, stepFor } from './payments.ts';
import type { Desk } from './submit.ts';
import { Buyer, Changed, Created, Paid } from './wire.ts';

const refused = (operation: string, code: string): CrmFailure =>
  new CrmFailure(operation, { kind: 'invalid', taken: 'no', code });

/** Orders and cards are changed alike, at addresses of their own. */
const pathOf = ({ settings }: Desk, { ref }: InCrm): string => `${settings.lead ? 'pipelines/cards' : 'order'}/${ref}`;

const setStatus = async (desk: Desk, order: InCrm, status: string): Promise<void> => {
  // What is no id goes as it is: that it is wrong is for KeyCRM to say.
  const status_id = /^\d{1,15}$/.test(status) ? Number(status) : status;
  await desk.api.put(pathOf(desk, order), { status_id }, Changed);
};

const recordPayment = async (desk: Desk, order: InCrm, fact: PaymentFact): Promise<void> => {
  const { api, settings } = desk;
  const path = pathOf(desk, order);
  const there = await api.get(path, { include: 'payments' }, Paid);
  const amount = fact.amount ? toMajorNumber(fact.amount) : there?.grand_total;
  const payment = amount === undefined ? null : paymentOf(fact, amount, settings);
  if (!payment) throw refused('POST /order/{id}/payment', amount === undefined ? 'amount' : 'payment_method');
  const step = stepFor(payment, there?.payments ?? []);
  if (step.do === 'add') await api.post(`${path}/payment`, payment, Created);
  if (step.do === 'change') await api.put(`${path}/payment/${step.id}`, { status: step.status }, Changed);
};

/** The buyer of this phone or address of mail: KeyCRM keeps no id of a site, and finds a buyer by nothing else. */
const findBuyer = async ({ api, shop }: Desk, { phone, email }: CustomerFact): Promise<Buyer | null> => {
  const country = shop.phoneCountry;
  if (phone) {
    const { rows } = await api.page('buyer', { 'filter[buyer_phone]': spellingsOf(phone, country).join(',') }, Buyer);
    const found = rows.find(row => row.phone.some(each => samePhone(each, phone, country)));
    if (found) return found;
  }
  if (!email) return null;
  const { rows } = await api.page('buyer', { 'filter[buyer_email]': email }, Buyer);
  return rows.find(row => row.email.some(each => each.toLowerCase() === email.toLowerCase())) ?? null;
};

const nameOf = ({ name, firstName, lastName }: CustomerFact): string | undefined =>
  name || [firstName, lastName].filter(Boolean).join(' ') || undefined;

const withOne = (list: readonly string[], one: string | undefined, isSame: (each: string) => boolean): string[] =>
  one === undefined || list.some(isSame) ? [...list] : [...list, one];

const saveCustomer = async (desk: Desk, customer: CustomerFact): Promise<void> => {
  const { settings, shop, api } = desk;
  const { phone } = customer;
  const email = z.email().safeParse(customer.email).data;
  if (!phone && !email) throw refused('POST /buyer', 'phone-or-email');
  const buyer = await findBuyer(desk, { ...customer, email });
  const note = customerNote(buyer?.note, customer, shop);
  const body = {
    full_name: nameOf(customer) ?? buyer?.full_name ?? phone ?? email,
    // The lists are replaced as a whole (inferred), so that what is there must go along.
    phone: withOne(buyer?.phone ?? [], phone, each => samePhone(each, phone, shop.phoneCountry)),
    email: withOne(buyer?.email ?? [], email, each => each.toLowerCase() === email?.toLowerCase()),
    ...(note !== null && { note }),
    ...(settings.customerIdField && { custom_fields: [{ uuid: settings.customerIdField, value: customer.id }] }),
  };
  if (buyer) await api.put(`buyer/${buyer.id}`, body, Changed);
  else await api.post('buyer', body, Created);
};

/** The methods of the site's back end. */
export const changing = (desk: Desk): Pick<CrmMethods, 'setStatus' | 'recordPayment' | 'saveCustomer'> => ({
  setStatus: (order, status) => setStatus(desk, order, status),
  recordPayment: (order, payment) => recordPayment(desk, order, payment),
  saveCustomer: customer => saveCustomer(desk, customer),
});
