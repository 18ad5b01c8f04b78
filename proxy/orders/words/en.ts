import type { Notice } from '../notices.ts';
import type { Words } from '../words.ts';
import { command, warningLines } from './parts.ts';

const WARNINGS: Record<string, string> = {
  'line-dropped': 'left out of the order',
  'certificate-refused': 'the certificate was refused',
  'date-refused': 'the delivery time was refused',
  'discount-changed': 'another discount',
  'total-differs': 'the CRM reckons another total (ours / theirs)',
};

const REASONS: Record<string, string> = {
  'too-late': 'it could not be sent in time',
  internal: 'our adapter failed on it, which is a fault of the program',
  interrupted: 'the proxy stopped while it was being sent',
  'not-found-for-sure': 'the CRM could not be searched thoroughly enough',
  'never-shown': 'the CRM took the file with it and has not made the order of it: its import log says why',
  'extension-failed': "the shop's own extension failed on it, and nothing was sent; the log says where",
  reconnect: 'the access that was granted is gone: run crm-proxy connect',
  'not-connected': 'nobody has granted access yet: run crm-proxy connect',
  'token-refused': 'the CRM refuses the token: make another, and run crm-proxy connect',
  'looks-wrong': 'it looks wrong',
  unreadable: 'its entry in the order book cannot be read',
  'charge-unclear': 'the balance does not tell whether it was taken or given back',
  'marked-by-hand': 'the order was marked as submitted by hand, so we do not know it there',
  'order-dropped': 'the order was given up',
  'order-refused': 'the CRM has not taken the order',
  'not-supported': 'this CRM cannot be told that',
};

const reason = ({ reason: code = '' }: Notice): string => (REASONS[code] ? `${REASONS[code]} (${code})` : code);
const orders = (count = 0): string => (count === 1 ? '1 order waits' : `${count} orders wait`);
const inCrm = ({ crmNumber }: Notice): string => (crmNumber ? ` It has number ${crmNumber} there.` : '');

const ABOUT = {
  payment: 'a payment',
  status: 'a status',
  certificate: 'the certificate',
  customer: 'a customer',
} as const;
const whose = ({ about, number }: Notice): string =>
  `${about ? ABOUT[about] : 'something'}${number ? ` of order ${number}` : ''}`;

const give = (notice: Notice): string =>
  [
    'To send it again:',
    command('retry', notice),
    'If it stands in the CRM already, give its number there:',
    command('submitted', notice, 'CRM-NUMBER'),
    'To give it up:',
    command('drop', notice),
  ].join('\n');

export const english: Words = {
  refused: notice => ({
    subject: `order ${notice.number} was not taken`,
    happened: `Order ${notice.number} did not get into ${notice.connection}: ${reason(notice)}.`,
    todo:
      notice.reason === 'internal'
        ? `Look into the CRM first: it may have got there all the same. See the order with\n${command('show', notice)}\n${give(notice)}`
        : `See what it is with\n${command('show', notice)}\n${give(notice)}`,
  }),
  uncertain: notice => ({
    subject: `order ${notice.number}: is it in the CRM?`,
    happened: `Order ${notice.number} was sent to ${notice.connection}, and no clear answer came: ${reason(notice)}. It may be there or not.`,
    todo: `Look into the CRM before anything else, so that it is not made twice.\n${give(notice)}`,
  }),
  resolved: notice => ({
    subject: `order ${notice.number} is in the CRM after all`,
    happened: `${notice.connection} named order ${notice.number}: it did arrive.${inCrm(notice)}`,
    todo: 'Nothing is left to do.',
  }),
  doubled: notice => ({
    subject: `order ${notice.number} may stand twice in the CRM`,
    happened: `${notice.connection} told a status of order ${notice.number} under another internal number than the one we know.`,
    todo: `Look into the CRM and cancel the one too many. What we know of it:\n${command('show', notice)}`,
  }),
  warnings: notice => ({
    subject: `order ${notice.number} is in the CRM, but differs`,
    happened: `${notice.connection} took order ${notice.number} with changes:\n${warningLines(notice, WARNINGS)}${inCrm(notice)}`,
    todo: `Put it right in the CRM, and call the customer if the sum changes. The order:\n${command('show', notice)}`,
  }),
  unpriced: notice => ({
    subject: `order ${notice.number} has no price yet`,
    happened: `Order ${notice.number} was accepted with a price nobody knows: the customer saw no total.`,
    todo: `Agree the sum with the customer. The order:\n${command('show', notice)}`,
  }),
  held: notice => ({
    subject: `order ${notice.number} is held for you`,
    happened: `Order ${notice.number} was accepted but not sent to ${notice.connection}: ${reason(notice)}.`,
    todo: `Look at it:\n${command('show', notice)}\nTo send it:\n${command('retry', notice)}\nTo give it up:\n${command('drop', notice)}`,
  }),
  waiting: notice => ({
    subject: `order ${notice.number} waits too long`,
    happened: `Order ${notice.number} is accepted but still not in ${notice.connection}.`,
    todo: `It goes on being tried by itself. What holds it up:\n${command('show', notice)}`,
  }),
  'lane-paused': notice => ({
    subject: `orders do not reach ${notice.connection}`,
    happened: `${notice.connection} does not take orders: ${reason(notice)}. ${orders(notice.count)}. None is lost: they go out by themselves once it works.`,
    todo: 'Is the CRM open, paid and reachable, is its key right? To find out:\n  crm-proxy check\nWhat waits:\n  crm-proxy orders list --state waiting',
  }),
  'lane-over': notice => ({
    subject: `${notice.connection} takes orders again`,
    happened: `${notice.connection} works again. ${orders(notice.count)} and go out now.`,
    todo: 'Nothing is left to do.',
  }),
  'status-unknown': notice => ({
    subject: `${notice.connection} uses a status nobody named`,
    happened: `${notice.connection} told status "${notice.reason}", which the config does not know: customers do not see it.`,
    todo: 'Add it to "statuses" of the connection in crm.config.json, with a name and a stage.',
  }),
  'status-broken': notice => ({
    subject: `no statuses come from ${notice.connection}`,
    happened: `Statuses of orders do not arrive from ${notice.connection}: ${reason(notice)}. Customers see old ones.`,
    todo: 'Check the connection and its notification settings:\n  crm-proxy check',
  }),
  'webhook-failed': notice => ({
    subject: 'the site does not take our notifications',
    happened: `The site's webhook answered wrongly until we gave up: ${reason(notice)}. It has missed a change of an order.`,
    todo: `Mend the webhook's address on the site, then bring its orders up to date from the book:\n  crm-proxy orders list`,
  }),
  'errand-failed': notice =>
    notice.about === 'certificate'
      ? {
          subject: `give back what ${whose(notice)} has paid`,
          happened: `Order ${notice.number} is cancelled, and ${notice.connection} did not give back what it took off its certificate: ${reason(notice)}.`,
          todo: `Look at the balance in the CRM, and give it back by hand. The order:\n${command('show', notice)}`,
        }
      : {
          subject: `${whose(notice)} did not reach the CRM`,
          happened: `The site told ${whose(notice)}, and ${notice.connection} did not take it: ${reason(notice)}.`,
          todo: `Enter it in the CRM by hand. Which it was:\n  crm-proxy notices`,
        },
  'errands-stuck': notice => ({
    subject: `${notice.connection} takes no payments and statuses from the site`,
    happened: `${notice.connection} does not take what the site tells of payments, statuses and customers: ${reason(notice)}. None is lost: they go out by themselves once it works.`,
    todo: 'Is the CRM paid and reachable, may its key change orders and customers? To find out:\n  crm-proxy check',
  }),
};
