/** `get_client`, and the clients that orders leave behind. */
import type { Answer } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { failure, success } from './answers.ts';
import { type Client, client } from './data.ts';
import type { Fields } from './fields.ts';
import { toKopecks } from './totals.ts';

/** A client by phone, to the letter: `+7…` does not find `7…` (FrontPad API, documents A and B). */
export function getClient(account: Account, fields: Fields): Answer {
  const found = account.clients.get(fields.text('client_phone'));
  if (!found) return failure('invalid_client_phone');
  const { phone: _, sale, score, ...texts } = found;
  return success({ ...texts, sale: String(sale), score: String(score) });
}

/** What an order says of its client, cut to FrontPad's lengths. */
export type Contact = Pick<
  Client,
  'phone' | 'name' | 'street' | 'home' | 'pod' | 'et' | 'apart' | 'mail' | 'descr' | 'card'
>;

/**
 * Saves a new client, or fills in what was not known of one; takes off the points that were spent. The comment is the
 * order's, not the client's.
 */
export function rememberClient(account: Account, contact: Contact, spentScore: number): void {
  const { phone, descr: _, ...told } = contact;
  if (phone === '') return;
  const known = account.clients.get(phone);
  if (!known && !account.settings.saveClients) return;
  const before = known ?? client({ phone, name: '' });
  const news = Object.entries(told).filter(([key]) => before[key as keyof typeof told] === '');
  account.clients.set(phone, {
    ...before,
    ...(account.settings.saveClients ? Object.fromEntries(news) : {}),
    score: toKopecks(before.score - spentScore),
  });
}
