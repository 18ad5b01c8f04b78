import { css } from 'lit';

export const styles = css`
  :host {
    min-block-size: 236px;
  }
  @media (min-width: 640px) {
    :host {
      min-block-size: 208px;
    }
  }
  .orders,
  .order {
    grid-template-columns: minmax(0, 1fr);
  }
  .orders {
    display: grid;
    gap: 24px;
  }
  .order {
    display: grid;
    gap: 14px;
  }
  .order + .order {
    padding-block-start: 24px;
    border-block-start: 1px solid var(--_border);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 16px;
  }
  h3 {
    font-size: 1.0625em;
    font-variant-numeric: tabular-nums;
  }
  .stage {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 1.375em;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .stage svg {
    flex: none;
    inline-size: 1.1em;
    block-size: 1.1em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .stage.done {
    color: var(--_good);
  }
  .left {
    justify-self: start;
    padding: 8px 16px 8px 12px;
    font-size: 1.0625em;
    border-radius: var(--_corner);
    background: var(--_soft);
    border: 1px solid var(--_border);
  }
  .cancelled {
    color: var(--_bad);
  }
  .returned {
    color: var(--_warn);
  }
  .line {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 6px;
  }
  .line li {
    font-size: 0.8125em;
    line-height: 1.3;
    color: var(--_muted);
  }
  .line li::before {
    content: '';
    display: block;
    block-size: 6px;
    border-radius: 3px;
    background: var(--_border);
    transition: background 0.4s;
  }
  .line .done::before,
  .line .current::before {
    background: var(--_accent);
  }
  .line .current {
    color: var(--_text);
    font-weight: 600;
  }
  /* In a narrow place the words would be a crowd: the stage is told above the line, the rest is for screen readers. */
  .line span {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @container (min-inline-size: 38em) {
    .line span {
      position: static;
      display: block;
      inline-size: auto;
      block-size: auto;
      margin-block-start: 8px;
      clip-path: none;
      hyphens: auto;
    }
  }
  .notice {
    padding: 12px 16px;
    border-radius: var(--_corner);
    background: var(--_soft);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 40px;
  }
  dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  dd a {
    display: inline-block;
    padding-block: 10px;
    margin-block: -10px;
  }
  .history {
    display: grid;
    gap: 10px;
    padding-block-start: 6px;
  }
  .history li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
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
  .other {
    padding: 16px;
    gap: 10px;
    border-radius: var(--_corner);
    background: var(--_soft);
  }
  .again {
    justify-self: start;
  }
  @media (forced-colors: active) {
    .line li::before {
      border: 1px solid CanvasText;
    }
    .line .done::before,
    .line .current::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
