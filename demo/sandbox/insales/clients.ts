/** `/admin/clients`, and the clients orders leave behind. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { done, Invalid, json, notFound } from './answers.ts';
import { clientView } from './client-view.ts';
import { tellOfClient } from './hooks.ts';
import { byDeletion, changedSince, page } from './lists.ts';
import { client } from './people.ts';
import type { Client } from './records.ts';
import type { ApiRequest, Handler } from './requests.ts';
import { changes, envelope, flag, given, id, number, text, validate } from './validation.ts';

export const clientSchema = z.object({
  id: id.optional(),
  name: text,
  surname: text,
  middlename: text,
  email: z.email({ error: 'имеет неверное значение' }).or(z.literal('')).nullish(),
  phone: text,
  registered: flag,
  subscribe: flag,
  consent_to_personal_data: flag,
});

export type ClientBody = z.infer<typeof clientSchema>;

/** A phone is found as it was written, to the letter (a client of the API). */
function select({ clients }: Account, request: ApiRequest): Client[] {
  const { query } = request;
  const q = query.get('q')?.toLowerCase() ?? '';
  return [...clients.values()]
    .filter(byDeletion(request, ({ deleted }) => deleted))
    .filter(({ phone }) => !query.has('phone') || phone === query.get('phone'))
    .filter(({ email }) => !query.has('email') || email === query.get('email'))
    .filter(({ name, surname, phone, email }) => `${name} ${surname} ${phone} ${email}`.toLowerCase().includes(q));
}

export const listClients: Handler = (account, request) =>
  page(request, { rows: select(account, request), view: each => clientView(account, each) });

export const countClients: Handler = (account, request) =>
  json(200, { count: select(account, request).filter(changedSince(request) ?? (() => true)).length });

export const getClient: Handler = (account, request) => {
  const found = alive(account, request);
  return found ? json(200, clientView(account, found)) : notFound;
};

export const postClient: Handler = (account, { body }) => {
  const fields = validate(clientSchema, envelope(body, 'client'), account.settings);
  return json(201, clientView(account, makeClient(account, fields)));
};

export const putClient: Handler = (account, request) => {
  const known = alive(account, request);
  if (!known) return notFound;
  const fields = validate(clientSchema, changes(request.body, 'client'), account.settings);
  return json(200, clientView(account, changeClient(account, known, factsOf(fields))));
};

export const deleteClient: Handler = (account, request) => {
  const known = alive(account, request);
  if (!known) return notFound;
  changeClient(account, known, { deleted: true });
  return done;
};

const pointsSchema = z.object({ bonus_points: number, description: text });

/** A negative number takes points off (a client of the API). */
export const postPoints: Handler = (account, request) => {
  const known = alive(account, request);
  if (!known) return notFound;
  const fields = validate(pointsSchema, envelope(request.body, 'bonus_system_transaction'), account.settings);
  const bonusPoints = known.bonusPoints + fields.bonus_points;
  if (bonusPoints < 0) throw new Invalid({ bonus_points: ['недостаточно баллов'] });
  changeClient(account, known, { bonusPoints });
  return json(201, { ...fields, client_id: known.id });
};

function alive({ clients }: Account, request: ApiRequest): Client | undefined {
  const found = clients.get(request.id());
  return found?.deleted ? undefined : found;
}

/**
 * Who an order is from: the client of that id, or else with that phone or e-mail to the letter, or else a new one. That
 * the same buyer is kept once for each way of writing the phone is what a client of the API found in a live shop.
 */
export function clientFor(account: Account, fields: ClientBody): Client {
  const all = [...account.clients.values()].filter(({ deleted }) => !deleted);
  if (fields.id !== undefined) {
    const named = all.find(each => each.id === fields.id);
    if (!named) throw new Invalid({ client: ['не найден'] });
    return named;
  }
  const same = (a: string | null, b: string | null | undefined): boolean => Boolean(b) && a === b;
  const known = all.find(({ phone, email }) => same(phone, fields.phone) || same(email, fields.email));
  return known ?? makeClient(account, fields);
}

function makeClient(account: Account, fields: ClientBody): Client {
  if (!fields.name) throw new Invalid({ name: ['не может быть пустым'] });
  const now = account.now();
  const made = client({ id: account.nextId('client'), ...factsOf(fields), createdAt: now, updatedAt: now });
  account.clients.set(made.id, made);
  tellOfClient(account, 'client/create', made);
  return made;
}

function changeClient(account: Account, known: Client, patch: Partial<Client>): Client {
  const changed = { ...known, ...patch, updatedAt: account.now() };
  account.clients.set(changed.id, changed);
  tellOfClient(account, 'client/update', changed);
  return changed;
}

function factsOf({
  id: _,
  consent_to_personal_data: consent,
  registered,
  subscribe,
  ...texts
}: ClientBody): Partial<Client> {
  const flags = {
    consent: consent ?? undefined,
    registered: registered ?? undefined,
    subscribe: subscribe ?? undefined,
  };
  return given({ ...texts, ...flags }) as Partial<Client>;
}
