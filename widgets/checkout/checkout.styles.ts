import { css } from 'lit';

export const styles = css`
  form.card {
    gap: 24px;
  }
  .desk,
  .basket,
  .fields,
  .finish,
  .sum,
  fieldset,
  .cart {
    display: grid;
    gap: 16px;
    align-content: start;
    grid-template-columns: minmax(0, 1fr);
  }
  .desk,
  .fields {
    gap: 32px;
  }
  .finish {
    gap: 20px;
  }
  h3,
  legend {
    padding: 0;
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.3;
  }
  legend {
    margin-block-end: 14px;
  }
  fieldset {
    gap: 0;
  }
  fieldset .error {
    margin-block-start: 6px;
  }
  .optional {
    margin-inline-start: 6px;
    color: var(--_muted);
    font-weight: 400;
    font-size: 0.9em;
  }
  .rows {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 16px 12px;
  }
  .rows > * {
    flex: 1 1 100%;
  }
  .rows > .short {
    flex: 1 1 7em;
  }
  .hint:empty,
  .muted:empty,
  .error:empty {
    display: none;
  }
  textarea {
    resize: vertical;
  }
  .cart li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
    gap: 8px 0;
    padding-block: 14px;
    border-block-end: 1px solid var(--_border);
  }
  .cart li:first-child {
    padding-block-start: 0;
  }
  .cart img {
    inline-size: clamp(44px, 12cqi, 64px);
    block-size: auto;
    aspect-ratio: 1;
    margin-inline-end: 14px;
    object-fit: cover;
    border-radius: 8px;
  }
  .what {
    grid-column: 2;
  }
  .name {
    font-weight: 550;
  }
  .sum,
  dd,
  .count,
  .aside,
  .number {
    font-variant-numeric: tabular-nums;
  }
  p.sum {
    padding-inline-start: 12px;
    font-weight: 600;
    white-space: nowrap;
  }
  .stepper {
    grid-column: 2 / -1;
    display: flex;
    align-items: center;
  }
  .count {
    min-inline-size: 2.5em;
    text-align: center;
    font-weight: 600;
  }
  .stepper button {
    padding: 0;
    border-color: var(--_border);
  }
  .stepper .remove {
    margin-inline-start: auto;
    border-color: transparent;
    color: var(--_muted);
  }
  svg {
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .choices {
    display: grid;
    gap: 10px;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 52px;
    padding: 10px 16px;
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    background: var(--_field);
    cursor: pointer;
    transition: border-color 0.15s;
  }
  .choice:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .choice:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .choice :focus-visible {
    outline: none;
  }
  .text {
    flex: 1 1 5em;
    display: grid;
    overflow-wrap: break-word;
  }
  .text .muted {
    font-weight: 400;
  }
  .aside {
    font-weight: 400;
    text-align: end;
    overflow-wrap: normal;
  }
  [type='radio'],
  [type='checkbox'] {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .tick {
    display: flex;
    gap: 10px;
  }
  .tick input {
    margin-block: 12px;
  }
  .words {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
  }
  .words > * {
    padding-block: 10px;
    font-size: 0.9375em;
    font-weight: 400;
  }
  .words label {
    cursor: pointer;
  }
  .words a {
    margin-block: -2px;
  }
  .ask,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
  }
  .ask input {
    flex: 1 1 9em;
    inline-size: auto;
    min-inline-size: 0;
  }
  .applied {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding-inline-start: 16px;
    border: 1px dashed var(--_good);
    border-radius: var(--_corner);
  }
  .applied [translate] {
    margin-inline-start: 8px;
  }
  .applied button {
    border-color: transparent;
  }
  .totals {
    display: grid;
    gap: 6px;
  }
  .totals div,
  .sold li {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  .totals dt {
    color: var(--_muted);
  }
  dd {
    text-align: end;
  }
  .less dd {
    color: var(--_good);
  }
  .totals .total {
    padding-block-start: 12px;
    margin-block-start: 6px;
    border-block-start: 1px solid var(--_border);
    font-size: 1.25em;
    font-weight: 650;
  }
  .totals .total dt {
    color: inherit;
  }
  [aria-busy='true'] dd,
  [aria-busy='true'] .sum {
    color: var(--_muted);
    transition: color 0.1s 0.2s;
  }
  .send {
    inline-size: 100%;
    min-block-size: 54px;
    font-size: 1.0625em;
  }
  .question {
    display: grid;
    gap: 12px;
    padding: 20px;
    border-radius: var(--_corner);
    background: var(--_soft);
    border-inline-start: 4px solid var(--_warn);
  }
  .question .send {
    flex: 1 1 12em;
    inline-size: auto;
  }
  .faults {
    display: grid;
    gap: 2px;
  }
  .faults a {
    display: inline-block;
    padding-block: 10px;
  }
  .below {
    display: grid;
    gap: 12px;
    margin-block-start: 12px;
  }
  .below:not(:has(*)) {
    display: none;
  }
  .bone.sums {
    block-size: 116px;
  }
  .bones {
    display: grid;
    gap: 16px;
    min-block-size: 440px;
    align-content: start;
  }
  .bones .bone {
    block-size: 52px;
  }
  .bones .bone:first-child {
    inline-size: 50%;
    block-size: 28px;
  }
  .nothing {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding-block: 32px;
    text-align: center;
  }
  .thanks {
    display: flex;
    align-items: center;
    gap: 14px;
  }
  .mark {
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    padding: 9px;
    stroke-width: 2.5;
    stroke-linejoin: round;
    color: var(--_good);
    border-radius: 50%;
    background: var(--_soft);
  }
  .ticket {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 16px 40px;
    padding: 20px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_soft);
  }
  .number {
    font-size: 1.75em;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  .stage {
    font-size: 1.25em;
    font-weight: 650;
  }
  .stage.delivered {
    color: var(--_good);
  }
  .stage.cancelled {
    color: var(--_bad);
  }
  .live::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--_good);
  }
  .progress {
    flex: 1 0 100%;
    display: flex;
    gap: 6px;
  }
  .progress span {
    flex: 1;
    block-size: 6px;
    border-radius: 3px;
    background: var(--_border);
  }
  .progress .done {
    background: var(--_accent);
  }
  .notice {
    flex: 1 0 100%;
  }
  .sold {
    display: grid;
    gap: 8px;
  }
  .sold [translate] {
    white-space: nowrap;
  }
  .link {
    display: inline-flex;
    align-items: center;
    min-block-size: 48px;
    padding-inline: 12px;
    font-weight: 550;
  }
  @container (min-inline-size: 26em) {
    .rows > .short {
      flex-grow: 0;
    }
  }
  @container (min-inline-size: 48em) {
    .desk {
      grid-template: auto 1fr / minmax(0, 1fr) minmax(0, 22em);
      column-gap: 48px;
    }
    .fields {
      grid-area: 1 / 1 / 3 / 2;
    }
    .basket,
    .finish {
      grid-column: 2;
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
    .progress span {
      border: 1px solid CanvasText;
    }
    .progress .done {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  @media print {
    .link,
    .live {
      display: none;
    }
  }
`;
