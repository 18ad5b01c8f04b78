import type { Money, OrderAnswer } from '../contract/index.ts';
import type { OrderLine } from '../crm/order.ts';
import type { Booked } from '../orders/booked.ts';
import { formatMoney, formatTime } from './format.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { type PageWords, pageWords } from './words.ts';

interface Reader {
  language: string;
  timeZone: string;
  /** The form was sent once more. */
  repeated: boolean;
}

/** The receipt of an order, printable, for whoever holds its unguessable address. */
export const receiptPage = (
  booked: Booked,
  state: OrderAnswer['state'],
  { language, timeZone, repeated }: Reader,
): Page => {
  const words = pageWords(language);
  const money = (sum: Money | null) => (sum ? formatMoney(sum, language) : words.priceLater);
  return {
    language,
    title: words.receiptTitle,
    body: html`${repeated && html`<p>${words.repeated}</p>`}<p>${words.state[state]} <span class="number">${booked.number}</span>${booked.crmNumber && booked.crmNumber !== booked.number && html` (<span class="number">${booked.crmNumber}</span>)`}</p>
${facts(booked, words, formatTime(booked.createdAt, language, timeZone))}
${sums(booked, words, money)}`,
  };
};

const facts = ({ order, status }: Booked, words: PageWords, placed: string): Html => {
  const { customer, delivery, payment } = order;
  const rows: [string, string | undefined | null][] = [
    [words.placed, placed],
    [words.status, status?.name],
    [words.name, customer.name ?? [customer.firstName, customer.lastName].filter(Boolean).join(' ')],
    [words.phone, customer.phone && `••• ${customer.phone.slice(-4)}`],
    [words.delivery, [delivery.methodName ?? delivery.method, delivery.pickupName].filter(Boolean).join(', ')],
    [
      words.address,
      Object.values(delivery.address ?? {})
        .filter(Boolean)
        .join(', '),
    ],
    [words.payment, payment.methodName ?? payment.method],
  ];
  return html`<dl>${rows.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
};

const sums = ({ order }: Booked, words: PageWords, money: (sum: Money | null) => string): Html => {
  const { delivery, discount, total } = order;
  const totals: [string, string][] = [
    ...(delivery.cost?.amount ? [[words.delivery, money(delivery.cost)] as [string, string]] : []),
    ...(discount?.amount ? [[words.discount, `−${money(discount)}`] as [string, string]] : []),
    [words.total, money(total)],
  ];
  return html`<table>
<thead><tr><th scope="col">${words.article}</th><th scope="col">${words.quantity}</th><th scope="col">${words.sum}</th></tr></thead>
<tbody>${order.lines.map(line => html`<tr><td>${title(line)}</td><td>${line.quantity}</td><td>${money(sumOf(line))}</td></tr>`)}</tbody>
<tfoot>${totals.map(([name, value]) => html`<tr><th scope="row" colspan="2">${name}</th><td>${value}</td></tr>`)}</tfoot>
</table>`;
};

const title = (line: OrderLine): string =>
  [
    line.name ?? line.sku,
    ...line.options.map(option => `+ ${option.name ?? option.sku}`),
    ...line.properties.map(({ name, value }) => `${name}: ${value}`),
  ].join(', ');

/** A line with its options; null as soon as one price of it is not known. */
const sumOf = ({ price, quantity, options }: OrderLine): Money | null => {
  if (!price || options.some(option => !option.price)) return null;
  const piece = options.reduce((sum, option) => sum + (option.price?.amount ?? 0) * option.quantity, price.amount);
  return { amount: Math.round(piece * quantity), currency: price.currency };
};
