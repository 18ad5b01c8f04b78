/** `new_order`. */
import type { Answer } from '../kit/sandbox.ts';
import { localTime } from '../kit/zoned-time.ts';
import { type Account, nextIds, type Order, productsOf } from './account.ts';
import { failure, list, success } from './answers.ts';
import { usableCertificate } from './certificates.ts';
import { checkCodeList, checkDatetime } from './checks.ts';
import { rememberClient } from './clients.ts';
import { checkCodes, readContact } from './contact.ts';
import { directories, statuses } from './data.ts';
import type { Fields } from './fields.ts';
import { type ReadLines, readLines } from './lines.ts';
import type { Settings } from './settings.ts';
import { addOrder } from './statuses.ts';
import { computeTotals } from './totals.ts';

const MAX_TAGS = 10;
const MAX_HOOK_STATUSES = 5;

/** Takes an order, or says why not (FrontPad API, documents A and B; tags and hooks by B alone). */
export function newOrder(account: Account, fields: Fields): Answer {
  if (account.settings.cashClosed) return failure('cash_close');
  const read = readLines(fields, productsOf(account));
  if (read.lines.length === 0) return failure('invalid_product_keys');
  const number = fields.text('certificate');
  const certificateIsBad = number !== '' && !usableCertificate(account, number);
  if (certificateIsBad && account.settings.invalidCertificate === 'error') return failure('invalid_certificate');

  const order = assemble(account, fields, read);
  if (order.certificate !== null) account.usedCertificates.add(order.certificate);
  addOrder(account, order);
  return answer(account, order);
}

function assemble(account: Account, fields: Fields, { lines, refused, notes: lineNotes }: ReadLines): Order {
  const { settings, kit } = account;
  const [first] = statuses;
  const notes = [...lineNotes];
  const contact = readContact(fields, notes);
  checkCodes(fields, notes);
  const certificate = usableCertificate(account, fields.text('certificate'));
  const points = account.clients.get(contact.phone)?.score ?? 0;
  const totals = computeTotals(fields, lines, productsOf(account), { certificate, points }, notes);
  rememberClient(account, contact, totals.score);

  const deliverAt = checkDatetime(fields, kit.clock.now(), settings.timeZone);
  const tags = checkCodeList(fields.list('tags'), codes(directories.tags), MAX_TAGS);
  const hookStatuses = checkCodeList(fields.list('hook_status'), codes(statuses), MAX_HOOK_STATUSES);

  return {
    ...nextIds(account),
    externalId: null,
    phone: contact.phone,
    status: first.code,
    lines,
    statusName: first.name,
    name: contact.name,
    comment: contact.descr,
    certificate: certificate?.number ?? null,
    totals,
    createdAt: localTime(kit.clock.now(), settings.timeZone),
    deliverAt: deliverAt.value,
    tags: tags.accepted,
    hookUrl: readHookUrl(fields, notes),
    hookStatuses: hookStatuses.accepted,
    entered: [first.code],
    warnings: {
      ...listed(settings, 'invalid_product_keys', refused),
      // What stands beside this key is in no document; the number is what a person would look for.
      ...(fields.text('certificate') !== '' && !certificate ? { invalid_certificate: fields.text('certificate') } : {}),
      ...(deliverAt.warning ? { invalid_datetime: deliverAt.warning } : {}),
      ...listed(settings, 'invalid_tags', tags.refused),
      ...listed(settings, 'invalid_hook_status', hookStatuses.refused),
    },
    notes,
    received: fields.received,
  };
}

function answer({ settings }: Account, { ref, number, warnings }: Order): Answer {
  if (Object.keys(warnings).length === 0) return success({ order_id: ref, order_number: number });
  // Document B's sample of an answer with warnings is without the number.
  const numbered = settings.numberWithWarnings ? { order_number: number } : {};
  return success({ order_id: ref, ...numbered, warnings }, 'warnings');
}

function listed({ listsAs }: Settings, key: string, indexes: readonly number[]): object {
  return indexes.length ? { [key]: list(indexes, listsAs) } : {};
}

function codes(directory: readonly { readonly code: string }[]): string[] {
  return directory.map(({ code }) => code);
}

function readHookUrl(fields: Fields, notes: string[]): string {
  const sent = fields.text('hook_url');
  if (sent === '' || /^https?:$/.test(URL.parse(sent)?.protocol ?? '')) return sent;
  notes.push('hook_url was not used: an http or https URL was expected');
  return '';
}
