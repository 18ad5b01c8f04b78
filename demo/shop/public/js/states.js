// Draws every state of every widget, light and dark. `?only=checkout-accepted` draws one, `&theme=dark` in one theme.
import { h } from './dom.js';
import { checkout } from './state-checkout.js';
import { Hands, holdSlowAnswers, offline } from './state-driver.js';
import { widgets } from './state-list.js';

const asked = new URLSearchParams(location.search);
const only = asked.get('only');
// For this look only: what the visitor chose for the shop stays.
if (only && asked.get('theme')) document.documentElement.dataset.theme = asked.get('theme');
const shelf = document.querySelector('[data-states]');

const all = Object.entries({ ...widgets, checkout }).flatMap(([widget, { tag, states }]) =>
  Object.entries(states).map(([name, state]) => ({ id: `${widget}-${name}`, widget, name, tag, ...state })),
);

function pane({ id, tag, mock = 'fine', sku, hasCheckout }, theme) {
  // The checkout keeps its draft by the proxy's address: each pane has one of its own.
  const endpoint = `/mock/${mock}@${id}${theme ?? ''}`;
  const element = h(tag, { endpoint, theme, sku, loading: 'eager' });
  return {
    element,
    // A checkout's being on the page is all that some states need of it.
    box: h(
      'div',
      { class: `pane ${theme ?? ''}` },
      hasCheckout && only ? h('crm-checkout', { hidden: true, endpoint }) : null,
    ),
  };
}

function draw(state) {
  const themes = only ? [asked.get('theme')] : ['light', 'dark'];
  const panes = themes.map(theme => pane(state, theme));
  const figure = h(
    'figure',
    { id: state.id, class: state.widget },
    h('figcaption', {}, h('a', { href: only ? `/states.html#${state.id}` : `?only=${state.id}` }, state.name)),
    h(
      'div',
      { class: 'panes' },
      panes.map(({ box }) => box),
    ),
  );
  // What one widget tells the page is not for those in the other figures.
  for (const type of ['crm-order-accepted', 'crm-certificate-apply', 'crm-line-add']) {
    figure.addEventListener(type, event => event.stopPropagation());
  }
  return { figure, state, panes };
}

/** The widget comes onto the page only here: what it asks at once must meet the network it is to meet. */
async function play({ state, panes, figure }) {
  const elements = panes.map(({ element, box }) => {
    box.prepend(element);
    return element;
  });
  await customElements.whenDefined(state.tag);
  await Promise.all(elements.map(element => state.does?.(new Hands(element))));
  if (state.isOffline) await Promise.all(elements.map(element => new Hands(element).until('.alert')));
  figure.dataset.ready = '';
}

async function playAll(figures) {
  const results = await Promise.allSettled(figures.filter(({ state }) => !state.isOffline).map(play));
  const rest = figures.filter(({ state }) => state.isOffline);
  results.push(...(await Promise.allSettled(rest.map(each => offline(() => play(each))))));
  for (const { reason } of results) if (reason) console.error(reason);
}

function drawAll() {
  const shown = all.filter(({ id }) => !only || id === only);
  document.documentElement.classList.toggle('only', only !== null);
  const figures = shown.map(draw);
  let widget = '';
  for (const { figure, state } of figures) {
    if (!only && state.widget !== widget) shelf.append(h('h2', { id: state.widget }, state.tag, widgetNote(state)));
    widget = state.widget;
    shelf.append(figure);
  }
  return figures;
}

const widgetNote = ({ widget }) => (widget === 'badge' ? h('small', {}, ' sku="…"') : '');

holdSlowAnswers();
// Yesterday's drafts would change what the checkouts show.
sessionStorage.clear();
// A widget moves the focus to what is new; sixty of them at once would chase the page up and down.
const { focus } = HTMLElement.prototype;
if (!only) HTMLElement.prototype.focus = () => {};
await playAll(drawAll());
HTMLElement.prototype.focus = focus;
document.documentElement.dataset.ready = '';
if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
