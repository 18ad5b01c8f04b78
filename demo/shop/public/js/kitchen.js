// The demo's own panel: plays the CRM's staff, breaks and mends the CRM, and counts, so that one sees that nothing is lost.
import { h, refill } from './dom.js';
import { breakCrm, look, mendCrm, orderFromSite, pullThePlug, setStatus } from './kitchen-data.js';
import { healthView, newsView, ordersView, tallyView, troubleView } from './kitchen-views.js';
import { say } from './kitchen-words.js';

const everyMs = 1500;
const panel = document.querySelector('.kitchen');
const place = name => h('div', { class: name });
const places = { health: place('health'), tally: place('counts'), trouble: place('buttons') };
const lists = { orders: h('ul', { class: 'orders' }), news: h('ul', { class: 'news' }) };
const note = h('p', { class: 'note', role: 'status' });

/** Does it, tells what came of it, and looks again at once. */
const doing =
  (work, tell = () => '') =>
  async (...given) => {
    try {
      note.textContent = tell(await work(...given));
    } catch {
      note.textContent = say('noBackDoor');
    }
    await show();
  };

const act = { setStatus: doing(setStatus), breakCrm: doing(breakCrm), mendCrm: doing(mendCrm) };

const orderNow = doing(orderFromSite, ({ ok, body }) =>
  ok ? say('siteDone', { number: body.number }) : say('siteFailed', { reason: body?.title ?? '?' }),
);
const unplug = doing(
  () => {
    note.textContent = say('plugPulled');
    return pullThePlug();
  },
  seconds => say('plugBack', { seconds }),
);

function build() {
  const key = 'volna-kitchen';
  const body = h(
    'div',
    { class: 'kitchen-body', id: 'kitchen-body', hidden: sessionStorage.getItem(key) !== 'open' },
    h('section', {}, h('h2', {}, say('orders')), lists.orders),
    h(
      'section',
      {},
      h('h2', {}, say('trouble')),
      places.trouble,
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', onclick: unplug }, say('plug')),
        h('button', { type: 'button', onclick: orderNow }, say('site')),
      ),
      note,
      h('p', { class: 'quiet' }, say('safe')),
    ),
    h('section', {}, h('h2', {}, say('news')), lists.news),
  );
  const bar = h(
    'button',
    { type: 'button', class: 'kitchen-bar', 'aria-expanded': String(!body.hidden), 'aria-controls': body.id },
    h('span', { class: 'kitchen-name' }, h('strong', {}, say('title')), h('small', {}, say('demo'))),
    places.tally,
    places.health,
  );
  bar.addEventListener('click', () => {
    body.hidden = !body.hidden;
    bar.setAttribute('aria-expanded', String(!body.hidden));
    sessionStorage.setItem(key, body.hidden ? 'closed' : 'open');
  });
  panel.replaceChildren(bar, body);
  panel.hidden = false;
}

async function show() {
  const seen = await look();
  const { lang } = document.documentElement;
  refill(places.health, [lang, seen.faults], () => [healthView(seen.faults)]);
  refill(places.tally, [lang, seen.tally], () => [tallyView(seen.tally)]);
  refill(places.trouble, [lang, seen.faults], () => troubleView(seen.faults, act));
  refill(lists.orders, [lang, seen.orders], () => ordersView(seen, act));
  refill(lists.news, [lang, seen.news], () => newsView(seen.news));
}

async function watch() {
  if (!document.hidden) {
    await show().then(
      () => {
        if (note.textContent === say('noBackDoor')) note.textContent = '';
      },
      () => {
        note.textContent = say('noBackDoor');
      },
    );
  }
  setTimeout(watch, everyMs);
}

build();
new MutationObserver(build).observe(document.documentElement, { attributeFilter: ['lang'] });
void watch();
