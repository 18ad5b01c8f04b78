import { css } from 'lit';
import { controls } from './controls.styles.ts';
import { tokens } from './tokens.styles.ts';

const root = css`
  :host {
    display: block;
    min-block-size: 236px;
    text-align: start;
  }
  @media (min-width: 640px) {
    :host {
      min-block-size: 208px;
    }
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  .root {
    all: initial;
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 320px;
    color-scheme: inherit;
    min-block-size: inherit;
    font-family: var(--crm-font-family, inherit);
    font-size: var(--crm-font-size, 16px);
    font-variant-numeric: tabular-nums;
    line-height: 1.5;
    color: var(--_text);
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }
  .root *,
  .root ::before,
  .root ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    list-style: none;
  }
  h2,
  h3,
  .stage {
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }
  /* Numbers, codes and times read the same on a page that runs from right to left. */
  [translate='no'],
  time {
    unicode-bidi: plaintext;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

const surfaces = css`
  /* Without the columns a long word or a field would push a narrow card open. */
  .card,
  .stack,
  .field,
  form,
  ul,
  ol {
    display: grid;
    gap: 20px;
    align-content: start;
    grid-template-columns: minmax(0, 1fr);
  }
  .card {
    min-block-size: inherit;
    padding: clamp(16px, 5cqi, 28px);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    box-shadow: var(--crm-shadow, 0 1px 2px rgb(16 24 40 / 4%), 0 4px 16px rgb(16 24 40 / 5%));
  }
  .muted {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .muted:empty,
  .error:empty {
    display: none;
  }
  .alert {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding: 14px 16px;
    border-radius: var(--_corner);
    background: var(--_soft);
    border-inline-start: 4px solid var(--_edge);
  }
  .alert > p {
    flex: 1 1 14em;
  }
  .alert.bad {
    border-color: var(--_bad);
  }
  .alert.warn {
    border-color: var(--_warn);
  }
  .spinner {
    inline-size: 1em;
    block-size: 1em;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  .bone {
    border-radius: 6px;
    background: var(--_soft);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion) {
    .root * {
      animation-duration: 3s !important;
      transition: none !important;
    }
    .bone {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonText;
    }
    .bone {
      border: 1px solid GrayText;
    }
  }
  @media print {
    .card {
      box-shadow: none;
    }
    button,
    form:not(.card) {
      display: none !important;
    }
  }
`;

/** What every widget is drawn with; a widget adds its own sheet after it. */
export const base = [tokens, root, surfaces, controls];
