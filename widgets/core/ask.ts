import { html, nothing, type TemplateResult } from 'lit';

/** A question of one field, with its words already said. */
export interface Ask {
  readonly id: string;
  readonly title?: string;
  readonly label: string;
  readonly hint: string;
  /** The hint is a complaint. */
  readonly wrong: boolean;
  readonly button: string;
  readonly busy: boolean;
  /** Nothing can be sent now, yet the button keeps its place and the focus. */
  readonly blocked: boolean;
  readonly autocomplete?: 'tel' | 'off';
  readonly maxLength?: number;
  /** Left out: the field keeps what is typed to itself. */
  readonly value?: string;
  readonly onText: (text: string) => void;
  /** The visitor has left the field. */
  readonly onChange?: (text: string) => void;
  readonly onSubmit: () => void;
}

const typed = (take: ((text: string) => void) | undefined) => (event: Event) =>
  take?.((event.target as HTMLInputElement).value);

/** Enter in the field and the button are both the form's own submit: nothing of ours listens to keys (pain 10). */
export function askView(ask: Ask): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    if (!ask.blocked) ask.onSubmit();
  };
  return html`<form novalidate @submit=${submit}>
    ${ask.title ? html`<h2 part="title" .textContent=${ask.title}></h2>` : nothing}
    <div class="field">
      <label for=${ask.id} part="label" .textContent=${ask.label}></label>
      <div class="row ask">
        <input id=${ask.id} name=${ask.id} part="input" autocomplete=${ask.autocomplete ?? 'off'} autocapitalize="off" spellcheck="false" translate="no"
          enterkeyhint="go" maxlength=${ask.maxLength ?? 40} aria-describedby="${ask.id}-hint" aria-invalid=${ask.wrong}
          .value=${ask.value ?? nothing} @input=${typed(ask.onText)} @change=${typed(ask.onChange)} />
        <button class=${ask.title ? 'primary' : ''} part="button" aria-disabled=${ask.blocked}>
          ${ask.busy ? html`<span class="spinner"></span>` : nothing}<span .textContent=${ask.button}></span>
        </button>
      </div>
      <p id="${ask.id}-hint" class="hint ${ask.wrong ? 'error' : 'muted'}" part="hint" .textContent=${ask.hint}></p>
    </div>
  </form>`;
}
