import { css } from 'lit';

export const styles = css`
  :host {
    min-block-size: auto;
  }
  form.card {
    gap: 24px;
  }
  .desk {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .desk,
  .fields {
    gap: 32px;
  }
  .basket,
  .cart {
    gap: 16px;
  }
  .cart ul,
  .faults ul {
    gap: 0;
  }
  .finish > .stack {
    gap: 16px;
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
  .stepper svg,
  .drop svg {
    inline-size: 20px;
    block-size: 20px;
    stroke-width: 2;
  }
  .totals {
    gap: 6px;
  }
  .between {
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
    gap: 16px;
    min-block-size: 440px;
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
    inline-size: 44px;
    block-size: 44px;
    padding: 9px;
    stroke-width: 2.5;
    color: var(--_good);
    border-radius: 50%;
    background: var(--_soft);
  }
  .ticket {
    gap: 16px;
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
  .ticket .head {
    align-items: flex-start;
    gap: 16px 40px;
  }
  .sold {
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
  @media print {
    .link,
    .live {
      display: none;
    }
  }
`;
