import { h } from './dom.js';
import { say } from './kitchen-words.js';

const faults = ['down', 'timeout-after', 'auth', 'http-500'];
const shownOrders = 12;

export const healthView = list =>
  list.length
    ? h(
        'span',
        { class: 'pill bad' },
        say('broken', { fault: list.map(({ fault }) => say(`now:${fault}`)).join(', ') }),
      )
    : h('span', { class: 'pill good' }, say('healthy'));

/** Accepted by the proxy, and where they are now: the sum always comes out. */
export const tallyView = ({ accepted, inCrm, waiting, attention }) =>
  h(
    'span',
    { class: 'tally' },
    `${say('accepted')} `,
    h('b', {}, String(accepted)),
    ` = ${say('inCrm')} `,
    h('b', {}, String(inCrm)),
    ` + ${say('waiting')} `,
    h('b', {}, String(waiting)),
    attention ? ` + ${say('attention')} ` : null,
    attention ? h('b', { class: 'bad' }, String(attention)) : null,
  );

const money = new Intl.NumberFormat('ru', { maximumFractionDigits: 0 });

function orderView(order, { statuses, sign }, act) {
  const { ref, number, status, statusName, lines } = order;
  const at = statuses.way.findIndex(({ code }) => code === status);
  const next = at < 0 ? undefined : statuses.way[at + 1];
  const name = statuses.all.find(({ code }) => code === status)?.name ?? statusName ?? status;
  const sum = lines.reduce((total, { price, quantity }) => total + price * quantity, 0);
  const button = (text, to, kind) =>
    h(
      'button',
      { type: 'button', class: kind, 'data-key': `${ref}-${kind}`, onclick: () => act.setStatus(ref, to) },
      text,
    );
  return h(
    'li',
    {},
    h('b', {}, `№ ${number}`),
    h('span', { class: 'what' }, lines.map(({ sku, name, quantity }) => `${name ?? sku} × ${quantity}`).join(', ')),
    h('span', {}, `${money.format(sum)} ${sign}`),
    h('span', { class: 'pill' }, name),
    next
      ? h(
          'span',
          { class: 'moves' },
          button(say('next', { status: next.name }), next.code, 'next'),
          button(say('cancel'), statuses.cancelled.code, 'cancel'),
        )
      : h('span', { class: 'quiet' }, say('done')),
  );
}

export const ordersView = ({ orders, ...shop }, act) =>
  orders.length
    ? [...orders]
        .reverse()
        .slice(0, shownOrders)
        .map(order => orderView(order, shop, act))
    : [h('li', { class: 'quiet' }, say('none'))];

export const troubleView = (list, act) => [
  ...faults.map(fault =>
    h(
      'button',
      {
        type: 'button',
        'data-key': fault,
        'aria-pressed': String(list.some(each => each.fault === fault)),
        onclick: () => act.breakCrm(fault),
      },
      say(fault),
    ),
  ),
  h('button', { type: 'button', class: 'mend', 'data-key': 'mend', onclick: act.mendCrm }, say('mend')),
];

export const newsView = news =>
  news.length
    ? news.map(({ type, data }) =>
        h(
          'li',
          {},
          h('b', {}, data.number),
          h('span', {}, [say(type), type === 'order.status' ? data.status : null].filter(Boolean).join(': ')),
          data.siteStatus ? h('code', {}, data.siteStatus) : null,
        ),
      )
    : [h('li', { class: 'quiet' }, say('none'))];
