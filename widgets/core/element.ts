import { type CSSResultGroup, html, LitElement, type PropertyDeclarations } from 'lit';
import { type Api, createApi } from './api.ts';
import { base } from './base.styles.ts';
import { version } from './define.ts';
import { endpointOf } from './endpoint.ts';
import { type Failure, failureOf } from './failure.ts';
import { languageOf, onLanguageChange, type Translate } from './strings.ts';
import { type Speech, sayFailure } from './view.ts';

/**
 * What the four widgets share: the proxy they speak to, their language, a live region, and work that ends when the element
 * leaves the page and begins again when it is back.
 *
 * @attr {string} endpoint - The proxy's address; where the script came from by default.
 * @attr {string} lang - The language; the nearest `lang` around it, then the browser's, by default.
 * @attr {'light' | 'dark'} theme - The site's own `color-scheme` by default.
 *
 * @csspart base - Everything.
 * @csspart card - The card.
 * @csspart title - The heading.
 * @csspart label - A field's label.
 * @csspart input - A field.
 * @csspart hint - The line below a field.
 * @csspart button - Each button.
 * @csspart alert - What went wrong.
 *
 * @cssprop --crm-accent - The one colour of buttons, focus and progress.
 * @cssprop --crm-on-accent - Text on that colour; black or white by itself.
 * @cssprop --crm-text - Text.
 * @cssprop --crm-muted - Lesser text.
 * @cssprop --crm-surface - The card's background.
 * @cssprop --crm-soft - Quiet areas on it.
 * @cssprop --crm-field - A field's background.
 * @cssprop --crm-border - Thin lines.
 * @cssprop --crm-edge - Edges of fields and buttons.
 * @cssprop --crm-good - What is well.
 * @cssprop --crm-warn - What needs care.
 * @cssprop --crm-bad - What went wrong; a reduced price.
 * @cssprop [--crm-radius=12px] - The card's corners; smaller ones follow.
 * @cssprop --crm-shadow - The card's shadow.
 * @cssprop [--crm-font-family=inherit] - The font; the site's own by default.
 * @cssprop [--crm-font-size=16px] - The size of text; all others follow.
 *
 * @slot - Shown until the element is defined, and for good where there is no script.
 */
export abstract class CrmElement<
  S extends { readonly kind: string } = { readonly kind: string },
  K extends string = never,
> extends LitElement {
  static readonly version = version;
  static override styles: CSSResultGroup = base;
  static override properties: PropertyDeclarations = { endpoint: {}, _state: { state: true, attribute: false } };

  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit's getter finishes the class it is called on, so it must be called on this one
    return [...super.observedAttributes, 'lang'];
  }

  declare endpoint: string | null;
  /** All that the widget is up to, drawn by one `switch`. */
  declare protected _state: S;

  /** The widget's own words. */
  protected abstract readonly words: (locale: string) => Translate<K>;

  #life = new AbortController();
  #work = new AbortController();
  #said = '';
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(first: S) {
    super();
    this._state = first;
  }

  /** The language of texts, dates and money: the nearest `lang`, then the browser's. */
  get language(): string {
    return languageOf(this);
  }

  /** Speaks to the proxy; made anew each time, for the language and the address may change. */
  protected get api(): Api {
    return createApi(endpointOf(this.endpoint), this.language);
  }

  protected get say(): Speech<K> {
    return { t: this.words(this.language), locale: this.language };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#life = new AbortController();
    const { signal } = this.#life;
    onLanguageChange(() => this.requestUpdate(), signal);
    window.addEventListener('online', () => this.recover('offline'), { signal });
    this.#tick();
    this.resume(signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#life.abort();
    this.#work.abort();
  }

  /** With this, `moveBefore` moves the element without a break (pain 16). */
  connectedMoveCallback(): void {}

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.requestUpdate();
  }

  /** Focuses the first thing one can use in here. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input, select, textarea, button, a[href]')?.focus(options);
  }

  /** Begin, or begin again, whatever goes on in the background; the signal is aborted when the element leaves the page. */
  protected resume(_signal: AbortSignal): void {}

  /** One piece of background work at a time: a new one ends the old one, and so does leaving the page. */
  protected begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }

  /** What kept us from the proxy is gone: the time to wait is over, or the connection is back. */
  protected recover(_from: 'limited' | 'offline'): void {}

  /** A failed call as a state: it is read out, and where it says to wait, we count. */
  protected fail(error: unknown): Failure {
    const failure = failureOf(error);
    if (failure.kind === 'limited') {
      this.#until = failure.until;
      this.#tick();
    }
    this.announce(sayFailure(failure, this.say));
    return failure;
  }

  /** Redraws once a second until the wait is over. It counts to a moment and not down from a number: timers of a hidden tab run late. */
  #tick(): void {
    clearTimeout(this.#timer);
    if (!this.#until || !this.isConnected) return;
    this.requestUpdate();
    const left = this.#until - Date.now();
    if (left > 0) {
      this.#timer = setTimeout(() => this.#tick(), Math.min(left, 1000));
      return;
    }
    this.#until = 0;
    this.recover('limited');
  }

  /** Says something to a screen reader, without moving the focus. */
  protected announce(text: string): void {
    this.#said = text;
    this.requestUpdate();
  }

  /** Focuses an element once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected abstract renderContent(): unknown;

  /**
   * `.root` starts from `all: initial`, so that what a page's `* { … !important }` does to the host is not inherited (pain 6). The
   * live region is there from the first drawing: one that comes with its text is not read out (pain 27).
   */
  protected override render(): unknown {
    return html`<div class="root" part="base" lang=${this.language}>
      ${this.renderContent()}
      <div class="unseen" role="status" .textContent=${this.#said}></div>
    </div>`;
  }
}
