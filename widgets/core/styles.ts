import { css } from 'lit';

/**
 * Three levels: `--crm-…` is the site's (documented on each element), `--_…` is ours with its default. `light-dark()` follows the
 * site's own `color-scheme`; browsers before 2024 get the light colours.
 */
const tokens = css`
  :host {
    --_accent: var(--crm-accent, #2b59d9);
    --_on-accent: var(--crm-on-accent, #fff);
    --_text: var(--crm-text, #171a21);
    --_muted: var(--crm-muted, #5a6270);
    --_surface: var(--crm-surface, #fff);
    --_field: var(--crm-field, #fff);
    --_soft: var(--crm-soft, #f3f5f8);
    --_border: var(--crm-border, #dfe3e9);
    --_edge: var(--crm-edge, #878e9b);
    --_good: var(--crm-good, #12703c);
    --_warn: var(--crm-warn, #8a5300);
    --_bad: var(--crm-bad, #b3261e);
    --_radius: var(--crm-radius, 12px);
    --_corner: calc(var(--_radius) * 0.75);
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_accent: var(--crm-accent, light-dark(#2b59d9, #8fb0ff));
      --_text: var(--crm-text, light-dark(#171a21, #eceef2));
      --_muted: var(--crm-muted, light-dark(#5a6270, #a6adba));
      --_surface: var(--crm-surface, light-dark(#fff, #191c22));
      --_field: var(--crm-field, light-dark(#fff, #12141a));
      --_soft: var(--crm-soft, light-dark(#f3f5f8, #242830));
      --_border: var(--crm-border, light-dark(#dfe3e9, #343a45));
      --_edge: var(--crm-edge, light-dark(#878e9b, #717a8a));
      --_good: var(--crm-good, light-dark(#12703c, #6fd79b));
      --_warn: var(--crm-warn, light-dark(#8a5300, #f0be6a));
      --_bad: var(--crm-bad, light-dark(#b3261e, #ffa49c));
    }
  }
  /* Black or white, whichever reads better on the accent the site has chosen. */
  @supports (color: oklch(from red calc(l * 2) c h)) {
    :host {
      --_on-accent: var(--crm-on-accent, oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 h));
    }
  }
`;

const root = css`
  :host {
    display: block;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  .root {
    all: initial;
    display: block;
    box-sizing: border-box;
    container-type: inline-size;
    contain-intrinsic-inline-size: 320px;
    color-scheme: inherit;
    font-family: var(--crm-font-family, inherit);
    font-size: var(--crm-font-size, 16px);
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
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2,
  h3 {
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
  [hidden] {
    display: none !important;
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
  .card {
    display: grid;
    gap: 20px;
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
  .alert.good {
    border-color: var(--_good);
  }
  @media print {
    .card {
      box-shadow: none;
    }
    button,
    form {
      display: none;
    }
  }
`;

/** Labels, fields and buttons. Fields are never below 16 px, or iOS zooms the page on focus (pain 8); targets are 44 px and more. */
const controls = css`
  .field {
    display: grid;
    gap: 6px;
  }
  label,
  legend {
    font-weight: 550;
    font-size: 0.9375em;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 48px;
    padding: 10px 14px;
    font: inherit;
    font-size: max(16px, 1em);
    color: inherit;
    background: var(--_field);
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    transition: border-color 0.15s;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  input[type='search']::-webkit-search-cancel-button {
    opacity: 0.6;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .error {
    color: var(--_bad);
    font-size: 0.875em;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 48px;
    min-inline-size: 48px;
    padding: 10px 20px;
    font: inherit;
    font-weight: 600;
    color: var(--_text);
    background: transparent;
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    cursor: pointer;
    touch-action: manipulation;
    transition:
      background 0.15s,
      filter 0.15s;
  }
  button:hover {
    background: var(--_soft);
  }
  button.primary {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: transparent;
  }
  button.primary:hover {
    filter: brightness(1.08);
  }
  button.small {
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 6px 14px;
    font-size: 0.9375em;
  }
  button[disabled],
  button[aria-disabled='true'] {
    color: var(--_muted);
    background: var(--_soft);
    border-color: var(--_border);
    cursor: default;
    filter: none;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  input:not([type='checkbox'], [type='radio']):focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-width: 2px;
    outline-offset: 0;
    border-color: var(--_accent);
  }
  [tabindex='-1']:focus {
    outline: none;
  }
`;

const motion = css`
  .spinner {
    inline-size: 1em;
    block-size: 1em;
    border: 2px solid currentColor;
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
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
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
    :focus-visible {
      outline-color: Highlight;
    }
    .bone {
      border: 1px solid GrayText;
    }
  }
`;

export const base = [tokens, root, surfaces, controls, motion];
