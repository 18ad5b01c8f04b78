// Its file is a script, not a module: it puts itself on the window.
import 'axe-core';
import type Axe from 'axe-core';
import type { CrmElement } from '../../widgets/core/element.ts';

declare global {
  interface Window {
    axe: typeof Axe;
  }
  // What the test runner puts into the page; its own types would bring all of Mocha.
  function describe(name: string, body: () => void): void;
  function it(name: string, body: () => void | Promise<void>): void;
  function beforeEach(body: () => void | Promise<void>): void;
  function afterEach(body: () => void | Promise<void>): void;
}

/** Fails with both values in the message. Compared as JSON, so plain data only. */
export function equal(actual: unknown, expected: unknown, about = 'value'): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${about}: expected ${right}, got ${left}`);
}

export function ok(value: unknown, about: string): asserts value {
  if (!value) throw new Error(`expected ${about}`);
}

/** Waits for something to become true, looking once a frame; a deadline, never a sleep. */
export async function until<T>(
  ask: () => T | null | undefined | false,
  about: string | (() => string),
  deadlineMs = 3000,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const value = ask();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`waited in vain for ${typeof about === 'string' ? about : about()}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** Puts markup into the page and gives its first element. */
export function mount<E extends Element = CrmElement>(markup: string): E {
  const place = document.createElement('div');
  place.dataset['place'] = '';
  place.innerHTML = markup;
  document.body.append(place);
  const element = place.firstElementChild;
  ok(element, 'an element in the markup');
  return element as E;
}

export function unmountAll(): void {
  for (const place of document.querySelectorAll('[data-place]')) place.remove();
  document.documentElement.lang = 'en';
  document.documentElement.removeAttribute('style');
}

export function find<E extends Element = HTMLElement>(host: Element, selector: string): E | null {
  return host.shadowRoot?.querySelector<E>(selector) ?? null;
}

export function get<E extends Element = HTMLElement>(host: Element, selector: string): E {
  const found = find<E>(host, selector);
  ok(found, `${selector} in ${host.localName}`);
  return found;
}

/** All that a visitor could read in an element. */
export const textOf = (host: Element): string => (find(host, '.root')?.innerText ?? '').replace(/[\u00a0\u202f]/g, ' ');

export const said = (host: Element): string => get(host, '[role=status]').textContent ?? '';

/** Waits until a visitor can read this in the element. */
export async function reads(host: Element, text: string): Promise<void> {
  await until(
    () => textOf(host).includes(text),
    () => `"${text}" in <${host.localName}>, which reads "${textOf(host)}"`,
  );
}

export function type(host: Element, text: string, selector = 'input'): void {
  const input = get<HTMLInputElement>(host, selector);
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export async function submit(host: Element, text: string, selector = 'form'): Promise<void> {
  const form = get<HTMLFormElement>(host, selector);
  type(host, text, `${selector} input`);
  await (host as CrmElement).updateComplete;
  form.requestSubmit();
}

/** The violations of axe in an element, one line each. */
export async function violations(host: Element): Promise<string[]> {
  const { violations } = await window.axe.run(host, {
    // The page around is the test runner's.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    resultTypes: ['violations'],
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`);
}
