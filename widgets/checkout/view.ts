import { html, nothing, type TemplateResult } from 'lit';
import { failureAlert } from '../core/alert.ts';
import { acceptedView, alreadyView } from './accepted-view.ts';
import { undoView } from './cart-view.ts';
import type { Desk, Say } from './desk.ts';
import { emptyView, faultsView, formView, loadingView, troubleView } from './form-view.ts';
import type { State } from './state.ts';
import type { TakenForm } from './takeover.ts';

/** All that is drawn. Without a desk there is a form of the page's own, or none yet. */
export interface Scene extends Say {
  readonly state: State;
  readonly desk: Desk | null;
  readonly takesOver: boolean;
  readonly taken: TakenForm | null;
  /** The address of an accepted order's receipt. */
  readonly receipt: (id: string) => string;
  readonly on: {
    readonly submit: (event: SubmitEvent) => void;
    readonly input: (event: Event) => void;
    readonly change: (event: Event) => void;
    readonly reload: () => void;
    readonly send: () => void;
    readonly goTo: (path: string) => void;
    readonly fresh: () => void;
    readonly again: () => void;
  };
}

const card = (content: unknown): TemplateResult => html`<section class="card" part="card">${content}</section>`;

export function sceneView(scene: Scene): TemplateResult {
  const { state, takesOver } = scene;
  const over = state.kind === 'accepted' || state.kind === 'already';
  return html`${takesOver ? html`<slot ?hidden=${over} ?data-taken=${scene.taken}></slot>` : nothing}${stateView(scene)}`;
}

function stateView(scene: Scene): unknown {
  const { state, on } = scene;
  switch (state.kind) {
    case 'loading':
      return card(loadingView(scene));
    case 'closed':
      return card(failureAlert(state.failure, scene, on.reload));
    case 'already':
      return card(alreadyView(state, scene, on.again));
    case 'accepted':
      return card(acceptedView(state, scene, scene.receipt(state.order.id), on.fresh));
    case 'filling':
    case 'sending':
    case 'changed':
      return scene.desk ? deskView(scene.desk, on) : takenView(scene);
  }
}

function deskView(desk: Desk, on: Scene['on']): TemplateResult {
  if (desk.lines.length === 0) return card(emptyView(desk, undoView(desk)));
  return html`<form class="card" part="card" novalidate @submit=${on.submit} @input=${on.input} @change=${on.change}>
    ${formView(desk)}
  </form>`;
}

/** Below a form of the page's own there is only what went wrong. */
function takenView({ state, taken, on, ...say }: Scene): unknown {
  if (state.kind !== 'filling') return nothing;
  const label = (path: string) => taken?.label(path) ?? '';
  return html`<div class="below">${faultsView(state.errors, say, label, on.goTo)}${troubleView(state.failure, say, on.send)}</div>`;
}
