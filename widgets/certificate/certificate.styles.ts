import { css } from 'lit';

export const styles = css`
  #code {
    letter-spacing: 0.04em;
  }
  .voucher {
    --_tone: var(--_good);
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
  .voucher > * {
    margin-block-end: 4px;
  }
  .voucher h2 {
    font-size: 2em;
    line-height: 1.2;
    letter-spacing: -0.02em;
  }
  .bad h2 {
    color: var(--_muted);
    text-decoration: line-through 2px;
  }
  .state {
    font-size: 0.9375em;
    font-weight: 600;
    color: var(--_tone);
  }
  .state::before {
    content: '';
    display: inline-block;
    inline-size: 10px;
    block-size: 10px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: currentColor;
    forced-color-adjust: none;
  }
  .code {
    margin-block: 16px 0;
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    letter-spacing: 0.08em;
  }
  .handed {
    flex: 1 0 100%;
    font-weight: 600;
    color: var(--_good);
  }
`;
