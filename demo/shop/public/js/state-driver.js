// Hands for a widget: types and presses inside its shadow root, as a visitor would.
const patienceMs = 30_000;

export class Hands {
  #element;

  constructor(element) {
    this.#element = element;
  }

  get element() {
    return this.#element;
  }

  /** Waits until the widget has drawn what is looked for. */
  async until(selector) {
    const end = performance.now() + patienceMs;
    while (performance.now() < end) {
      const found = this.#element.shadowRoot?.querySelector(selector);
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
    throw new Error(`${this.#element.localName}: there is no ${selector}`);
  }

  async type(selector, text) {
    const field = await this.until(selector);
    field.value = text;
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }

  async press(selector) {
    (await this.until(selector)).click();
  }

  /** Presses once the last typing has been drawn: a button may depend on it. */
  async submit(selector = 'button.primary') {
    await this.#element.updateComplete;
    await this.press(selector);
  }
}

/** While this runs, the page seems to have no network; what it draws then stays. */
export async function offline(work) {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  try {
    await work();
  } finally {
    delete navigator.onLine;
  }
}

/**
 * Answers under /mock/slow never come. Here and not in the mock: a browser opens six connections to a host, so that a few held ones
 * would hold up all the others; and a widget stops waiting after fifteen seconds.
 */
export function holdSlowAnswers() {
  const { fetch } = window;
  window.fetch = (input, init) => {
    const [, what] = /\/mock\/slow(-orders)?(?:@[\w-]+)?\/v1\//.exec(String(input)) ?? [null, null];
    const isHeld = what === undefined || (what === '-orders' && String(input).endsWith('/v1/orders'));
    return isHeld ? new Promise(() => {}) : fetch(input, init);
  };
}
