import { css } from 'lit';

/** Where an order is: in words, as a line of steps, and that it is told live. */
export const orderStyles = css`
  .stage {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 1.375em;
  }
  .delivered {
    color: var(--_good);
  }
  .cancelled {
    color: var(--_bad);
  }
  .returned {
    color: var(--_warn);
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .dot {
    inline-size: 0.7em;
    block-size: 0.7em;
    margin-inline-end: 6px;
  }
  .steps {
    grid-auto-flow: column;
    grid-template-columns: none;
    grid-auto-columns: 1fr;
    gap: 6px;
  }
  .steps li {
    font-size: 0.8125em;
    line-height: 1.3;
    color: var(--_muted);
  }
  .steps li::before {
    content: '';
    display: block;
    block-size: 6px;
    border-radius: 3px;
    background: var(--_border);
    transition: background 0.4s;
  }
  .steps .done::before,
  .steps .current::before {
    background: var(--_accent);
  }
  .steps .current {
    color: var(--_text);
    font-weight: 600;
  }
  /* In a narrow place the words would be a crowd: the stage is told above the line, the rest is for screen readers. */
  .steps span {
    position: absolute;
    clip-path: inset(50%);
  }
  @container (min-inline-size: 38em) {
    .steps span {
      position: static;
      display: block;
      margin-block-start: 8px;
      clip-path: none;
      hyphens: auto;
    }
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
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 16px;
  }
  @media (forced-colors: active) {
    .steps li::before {
      border: 1px solid CanvasText;
    }
    .steps .done::before,
    .steps .current::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
