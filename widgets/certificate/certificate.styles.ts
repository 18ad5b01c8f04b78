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
  #code {
    letter-spacing: 0.04em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .voucher {
    --_tone: var(--_good);
    position: relative;
    display: grid;
    gap: 4px;
    padding: 20px 24px;
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
    background: var(--_soft);
  }
  .voucher.bad {
    --_tone: var(--_bad);
  }
  .voucher.warn {
    --_tone: var(--_warn);
  }
  .voucher h2 {
    font-size: 2em;
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .voucher.bad h2 {
    color: var(--_muted);
    text-decoration: line-through;
    text-decoration-thickness: 2px;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 0.9375em;
    font-weight: 600;
    color: var(--_tone);
  }
  .state::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
    forced-color-adjust: none;
  }
  .code {
    margin-block-start: 12px;
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    letter-spacing: 0.08em;
  }
  .handed {
    flex: 1 0 100%;
    font-weight: 600;
    color: var(--_good);
  }
`;
