import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CertificateAnswer } from '../../proxy/contract/index.ts';
import { failureAlert } from '../core/alert.ts';
import { ApiProblem } from '../core/api.ts';
import { askView } from '../core/ask.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmCertificateApplyEvent, CrmCertificateCheckedEvent } from '../core/events.ts';
import { hasCheckout } from '../core/page.ts';
import { base } from '../core/styles.ts';
import { styles } from './certificate.styles.ts';
import type { Shown, State } from './state.ts';
import { sayTerm, sayWorth, shownView } from './view.ts';
import { words } from './words.ts';

/**
 * Is my gift certificate good? Tells what a code is worth and until when, and hands it to the checkout on the page.
 *
 * @summary Checks a gift certificate.
 * @tag crm-certificate
 *
 * @fires {CrmCertificateCheckedEvent} crm-certificate-checked - A code was looked at. --bubbles --composed
 * @fires {CrmCertificateApplyEvent} crm-certificate-apply - The visitor wants it in the order. --bubbles --composed
 *
 * @csspart voucher - The certificate found.
 * @csspart state - Whether it is good.
 * @csspart worth - What it is worth.
 * @csspart code - Its code, masked.
 */
export class CrmCertificate extends CrmElement {
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = {
    _state: { state: true, attribute: false },
    _missing: { state: true, attribute: false },
  };

  declare private _state: State;
  declare private _missing: boolean;

  #code = '';

  constructor() {
    super();
    this._state = { kind: 'idle' };
    this._missing = false;
  }

  protected override resume(): void {
    // The button that hands the code over comes with the checkout, which may be later on the page than we are.
    void customElements.whenDefined('crm-checkout').then(() => this.requestUpdate());
    if (this._state.kind === 'checking') void this.#check();
  }

  async #check(): Promise<void> {
    const { signal } = this;
    const code = this.#code;
    this._state = { kind: 'checking' };
    this.announce(this.#say.t('checking'));
    try {
      const certificate = await this.api.post<CertificateAnswer>('v1/certificate', { code }, { signal });
      this.#show({ kind: 'shown', code, certificate, handed: false });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && error.status === 404) this.#showNone();
      else this._state = this.fail(error, this.#say);
    }
  }

  #show(shown: Shown): void {
    const { certificate } = shown;
    this._state = shown;
    this.announce(
      `${this.#say.t(certificate.state)}. ${sayWorth(certificate, this.#say)}. ${sayTerm(certificate, this.#say)}`,
    );
    this.dispatchEvent(new CrmCertificateCheckedEvent(certificate));
    void this.focusOn('h2');
  }

  #showNone(): void {
    this._state = { kind: 'not-found' };
    this.announce(this.#say.t('notFound'));
    this.dispatchEvent(new CrmCertificateCheckedEvent(null));
  }

  protected override recover(from: 'limited' | 'offline'): void {
    if (this._state.kind !== from) return;
    if (from === 'limited') this._state = { kind: 'idle' };
    else void this.#check();
  }

  #onText(text: string): void {
    this.#code = text.trim();
    this._missing = false;
  }

  #onSubmit(): void {
    this._missing = !this.#code;
    if (this._missing) void this.focusOn('input');
    else void this.#check();
  }

  #onUse(shown: Shown): void {
    this.dispatchEvent(new CrmCertificateApplyEvent(shown.code));
    this._state = { ...shown, handed: true };
    this.announce(this.#say.t('handed'));
    void this.focusOn('.handed');
  }

  #onAgain(): void {
    this.#code = '';
    this._state = { kind: 'idle' };
    void this.focusOn('input');
  }

  get #say() {
    return { t: words(this.language), locale: this.language };
  }

  protected override renderContent(): TemplateResult {
    return html`<section class="card" part="card">${this.#renderState(this._state)}</section>`;
  }

  #renderState(state: State): TemplateResult {
    const { t } = this.#say;
    switch (state.kind) {
      case 'idle':
      case 'checking':
        return this.#renderForm();
      case 'not-found':
        return html`${this.#renderForm()}<div class="alert" part="alert">
          <p><strong .textContent=${t('notFound')}></strong><br /><span .textContent=${t('notFoundHint')}></span></p>
        </div>`;
      case 'limited':
      case 'offline':
      case 'failed':
        return html`${this.#renderForm()}${failureAlert(state, this.#say, () => this.#check())}`;
      case 'shown':
        return shownView(state, this.#say, {
          canUse: hasCheckout(),
          onUse: () => this.#onUse(state),
          onAgain: () => this.#onAgain(),
        });
    }
  }

  #renderForm(): TemplateResult {
    const { t } = this.#say;
    const { kind } = this._state;
    const busy = kind === 'checking';
    return askView({
      id: 'code',
      title: t('title'),
      label: t('label'),
      hint: t(this._missing ? 'required' : 'hint'),
      wrong: this._missing,
      button: t(busy ? 'checking' : 'check'),
      busy,
      blocked: busy || kind === 'limited',
      autocomplete: 'off',
      maxLength: 64,
      onText: text => this.#onText(text),
      onSubmit: () => this.#onSubmit(),
    });
  }
}

define('crm-certificate', CrmCertificate);

declare global {
  interface HTMLElementTagNameMap {
    'crm-certificate': CrmCertificate;
  }
}
