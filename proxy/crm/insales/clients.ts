import { z } from 'zod';
import type { CustomerFact } from '../crm.ts';
import { basketText, dayOf } from '../customer-note.ts';
import { samePhone, spellingsOf } from '../phone.ts';
import { cut } from '../text.ts';
import type { Context } from './context.ts';
import { fieldOf, type SentField } from './fields.ts';
import { Client } from './wire.ts';

/** As many spellings as one phone has been seen to be stored in: +7…, 7… and 8… (a public client's notes). */
const SPELLINGS = 3;

/** Clients who have this phone. The filter matches how it is spelled, and may be ignored: each row is checked. */
export const clientsByPhone = async ({ api, shop }: Context, phone: string): Promise<Client[]> => {
  const spellings = spellingsOf(phone, shop.phoneCountry).slice(0, SPELLINGS);
  const found = await Promise.all(
    spellings.map(spelling => api({ path: 'clients', query: { phone: spelling, per_page: 100 } }, z.array(Client))),
  );
  const same = found.flat().filter(client => samePhone(client.phone, phone, shop.phoneCountry));
  return [...new Map(same.map(client => [client.id, client])).values()].sort((a, b) => Number(a.id) - Number(b.id));
};

const clientsByEmail = async ({ api }: Context, email: string): Promise<Client[]> => {
  const found = await api({ path: 'clients', query: { email, per_page: 100 } }, z.array(Client));
  return found.filter(client => client.email?.toLowerCase() === email.toLowerCase());
};

/** The one client this is: by phone, else by e-mail; the oldest of several. */
export const findClient = async (
  context: Context,
  { phone, email }: { phone?: string | undefined; email?: string | undefined },
): Promise<Client | null> => {
  const [byPhone] = phone ? await clientsByPhone(context, phone) : [];
  if (byPhone) return byPhone;
  const [byEmail] = email ? await clientsByEmail(context, email) : [];
  return byEmail ?? null;
};

const LONGEST = 255;
const short = (text: string | undefined): string | undefined =>
  text?.trim() ? cut(text.replace(/\s+/g, ' ').trim(), LONGEST) : undefined;

/** A client as InSales writes one. Pure. */
export const clientOf = (who: Pick<CustomerFact, 'name' | 'firstName' | 'lastName' | 'phone' | 'email'>) => {
  const name = short(who.firstName ?? who.name);
  const surname = short(who.lastName);
  const phone = short(who.phone);
  const email = short(who.email);
  return { ...(name && { name }), ...(surname && { surname }), ...(phone && { phone }), ...(email && { email }) };
};

/** What the site's back end tells beside who it is. That a client's fields are sent like an order's is inferred. */
const factsOf = (
  { registeredAt, disabled, basket }: CustomerFact,
  { settings: { clientFields }, shop: { timeZone } }: Context,
): SentField[] => {
  const told = {
    registeredAt: registeredAt && dayOf(registeredAt, timeZone),
    disabled: disabled === undefined ? undefined : disabled ? '1' : '0',
    basket: basket && short(basketText(basket, timeZone)),
  };
  return (['registeredAt', 'disabled', 'basket'] as const).flatMap(fact => {
    const [key, value] = [clientFields[fact], told[fact]];
    return key && value ? [fieldOf(key, value)] : [];
  });
};

/** Creates or updates a client. The site's own id has no place in InSales: phone and e-mail tell who it is. */
export const saveCustomer = async (context: Context, customer: CustomerFact): Promise<void> => {
  const fields = factsOf(customer, context);
  const client = {
    ...clientOf(customer),
    ...(fields.length > 0 && { fields_values_attributes: fields }),
  };
  if (!client.phone && !client.email) return;
  const known = await findClient(context, client);
  // A phone that is stored in another spelling stays as it is: it is found by that.
  const { phone: _, ...rest } = client;
  if (known)
    await context.api(
      { method: 'PUT', path: `clients/${known.id}`, body: { client: known.phone ? rest : client } },
      Client,
    );
  else await context.api({ method: 'POST', path: 'clients', body: { client }, once: true }, Client);
};
