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
    .progress span {
      border: 1px solid CanvasText;
    }
    .progress .done {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  @media print {
    .actions,
    .live {
      display: none;
    }
  }
`;
