import { css } from 'lit';

export const styles = css`
  .orders {
    gap: 24px;
  }
  .order {
    gap: 14px;
  }
  .order + .order {
    padding-block-start: 24px;
    border-block-start: 1px solid var(--_border);
  }
  h3 {
    font-size: 1.0625em;
  }
  .notice,
  .other {
    padding: 12px 16px;
    border-radius: var(--_corner);
    background: var(--_soft);
  }
  .other {
    padding-block: 16px;
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
  }
  dd a {
    display: inline-block;
    padding-block: 10px;
    margin-block: -10px;
  }
  .history {
    gap: 10px;
    padding-block-start: 6px;
  }
  .cancelled,
  .returned {
    inline-size: fit-content;
    padding: 8px 16px 8px 12px;
    font-size: 1.0625em;
    border-radius: var(--_corner);
    background: var(--_soft);
    border: 1px solid var(--_border);
  }
  .again {
    justify-self: start;
  }
`;
