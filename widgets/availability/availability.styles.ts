import { css } from 'lit';

export const styles = css`
  :host {
    min-block-size: 396px;
  }
  :host([sku]) {
    display: inline-block;
    min-block-size: 1.5em;
    min-inline-size: 6em;
  }
  :host([sku]) .root {
    container-type: normal;
  }
  .badge {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75em;
  }
  .badge .bone {
    display: inline-block;
    inline-size: 6em;
    block-size: 1em;
  }
  .top {
    gap: 14px;
  }
  .items {
    display: block;
  }
  .item,
  .buy,
  .price {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px 16px;
  }
  .buy,
  .price {
    justify-content: flex-end;
  }
  .item {
    padding-block: 16px;
    border-block-start: 1px solid var(--_border);
  }
  .items > :last-child {
    padding-block-end: 0;
  }
  img {
    flex: none;
    inline-size: 72px;
    block-size: 72px;
    object-fit: cover;
    border-radius: calc(var(--_radius) * 0.66);
    background: var(--_soft);
  }
  .what {
    flex: 1 1 9em;
    justify-items: start;
    gap: 4px;
  }
  .what .bone {
    inline-size: 7em;
    block-size: 1em;
    margin-block: 3px;
  }
  .what .bone.name {
    inline-size: min(16em, 80%);
  }
  h3 {
    font-size: 1em;
    font-weight: 550;
    letter-spacing: 0;
  }
  h3 a {
    text-decoration-color: transparent;
    display: inline-block;
    padding-block: 4px;
  }
  h3 a:hover {
    text-decoration-color: currentColor;
  }
  .stock {
    display: inline-flex;
    align-items: baseline;
    gap: 0.5em;
    font-size: 0.875em;
    font-weight: 550;
    color: var(--_good);
  }
  .stock::before {
    content: '';
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: currentColor;
    transform: translateY(-0.08em);
    forced-color-adjust: none;
  }
  .stock.low {
    color: var(--_warn);
  }
  .stock.out,
  .stock.unknown {
    color: var(--_muted);
  }
  .stock.out::before {
    background: none;
    box-shadow: inset 0 0 0 2px currentColor;
  }
  .count {
    color: var(--_muted);
    font-weight: 400;
  }
  .buy {
    align-items: center;
    align-self: start;
    margin-inline-start: auto;
  }
  @container (min-inline-size: 30em) {
    .buy {
      flex-direction: column;
      align-items: flex-end;
    }
  }
  .price {
    align-items: baseline;
    gap: 0 8px;
    white-space: nowrap;
  }
  .price strong {
    font-size: 1.0625em;
    font-weight: 650;
  }
  .price s {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .reduced {
    color: var(--_bad);
  }
  details ul {
    gap: 6px;
  }
  details li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    font-size: 0.9375em;
  }
  .searching {
    opacity: 0.6;
    transition: opacity 0.2s 0.2s;
  }
  .more {
    justify-self: center;
  }
`;
