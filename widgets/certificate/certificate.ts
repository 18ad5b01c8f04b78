import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CertificateAnswer } from '../../proxy/contract/index.ts';
import { ApiProblem } from '../core/api.ts';
import { askView } from '../core/ask.ts';
import { base } from '../core/base.styles.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmCertificateApplyEvent, CrmCertificateCheckedEvent } from '../core/events.ts';
import { hasCheckout } from '../core/page.ts';
import { cardView, failureView, noneView } from '../core/view.ts';
import { styles } from './certificate.styles.ts';
import type { Shown, State } from './state.ts';
import { sayTerm, sayWorth, shownView } from './view.ts';
import { type CertificateKey, words } from './words.ts';

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
export class CrmCertificate extends CrmElement<State, CertificateKey> {
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = { _missing: { state: true, attribute: false } };

  declare private _missing: boolean;

  protected override readonly words = words;
  #code = '';

  constructor() {
    super({ kind: 'idle' });
    this._missing = false;
  }

  protected override resume(): void {
    // The button that hands the code over comes with the checkout, which may be later on the page than we are.
    void customElements.whenDefined('crm-checkout').then(() => this.requestUpdate());
    if (this._state.kind === 'checking') void this.#check();
  }

  async #check(): Promise<void> {
    const signal = this.begin();
    const code = this.#code;
    this._state = { kind: 'checking' };
    this.announce(this.say.t('checking'));
    try {
      const certificate = await this.api.post<CertificateAnswer>('v1/certificate', { code }, { signal });
      this._state = { kind: 'shown', code, certificate, handed: false };
      this.announce(
        `${this.say.t(certificate.state)}. ${sayWorth(certificate, this.say)}. ${sayTerm(certificate, this.say)}`,
      );
      this.dispatchEvent(new CrmCertificateCheckedEvent({ certificate }));
      void this.focusOn('h2');
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem && error.status === 404)) {
        this._state = this.fail(error);
        return;
      }
      this._state = { kind: 'not-found' };
      this.announce(this.say.t('notFound'));
      this.dispatchEvent(new CrmCertificateCheckedEvent({ certificate: null }));
    }
  }

  protected override recover(from: 'limited' | 'offline'): void {
    if (this._state.kind !== from) return;
    if (from === 'limited') this._state = { kind: 'idle' };
    else void this.#check();
  }

  #use(shown: Shown): void {
    this.dispatchEvent(new CrmCertificateApplyEvent({ code: shown.code }));
    this._state = { ...shown, handed: true };
    this.announce(this.say.t('handed'));
    void this.focusOn('.handed');
  }

  #again(): void {
    this.#code = '';
    this._state = { kind: 'idle' };
    void this.focusOn('input');
  }

  protected override renderContent(): TemplateResult {
    return cardView(this.#renderState(this._state));
  }

  #renderState(state: State): TemplateResult {
    const { t } = this.say;
    switch (state.kind) {
      case 'idle':
      case 'checking':
        return this.#renderForm();
      case 'not-found':
        return html`${this.#renderForm()}${noneView(t('notFound'), t('notFoundHint'))}`;
      case 'shown':
        return shownView(state, this.say, hasCheckout() ? () => this.#use(state) : null, () => this.#again());
      default:
        return html`${this.#renderForm()}${failureView(state, this.say, () => this.#check())}`;
    }
  }

  #renderForm(): TemplateResult {
    const { t } = this.say;
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
      maxLength: 64,
      onText: text => {
        this.#code = text.trim();
        this._missing = false;
      },
      onSubmit: () => {
        this._missing = !this.#code;
        if (this._missing) void this.focusOn('input');
        else void this.#check();
      },
    });
  }
}

define('crm-certificate', CrmCertificate);

declare global {
  interface HTMLElementTagNameMap {
    'crm-certificate': CrmCertificate;
  }
}
