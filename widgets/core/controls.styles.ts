import { css } from 'lit';

/** Labels, fields and buttons. Fields are never below 16 px, or iOS zooms the page on focus (pain 8); targets are 44 px and more. */
export const controls = css`
  .field {
    gap: 6px;
  }
  label,
  summary {
    font-size: 0.9375em;
    font-weight: 550;
  }
  input,
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
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  ::-webkit-search-cancel-button {
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
    color: inherit;
    background: none;
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    cursor: pointer;
    touch-action: manipulation;
    transition: 0.15s;
  }
  button:hover {
    background: var(--_soft);
  }
  button.primary {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: transparent;
  }
  .primary:hover {
    filter: brightness(1.08);
  }
  .small {
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 6px 14px;
    font-size: 0.9375em;
  }
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
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-width: 2px;
    outline-offset: 0;
    border-color: var(--_accent);
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
  }
  .ask > input {
    flex: 1 1 14em;
    inline-size: auto;
    min-inline-size: 0;
  }
  .ask > button {
    flex: 1 0 auto;
  }
  @container (min-inline-size: 30em) {
    .ask > button {
      flex-grow: 0;
    }
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding-inline-end: 12px;
    cursor: pointer;
    border-radius: 6px;
  }
  summary::after {
    content: '';
    inline-size: 0.45em;
    block-size: 0.45em;
    border: solid;
    border-width: 0 2px 2px 0;
    transform: translateY(-2px) rotate(45deg);
  }
  [open] > summary::after {
    transform: translateY(2px) rotate(225deg);
  }
`;
