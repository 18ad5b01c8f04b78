/** Builds an element without any HTML text: the page's policy (Trusted Types) allows none. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null));
  return element;
}

/** Puts new children in only when they differ, so that a poll does not take the focus from a button. */
export function refill(place, state, make) {
  const shown = JSON.stringify(state);
  if (place.dataset.shown === shown) return;
  const { key } = document.activeElement?.dataset ?? {};
  place.dataset.shown = shown;
  place.replaceChildren(...make());
  if (key && !document.activeElement?.dataset.key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
