import { css } from 'lit';

/** The fields: labels, rows, radio buttons as cards, ticks, and the end of the form. */
export const formStyles = css`
  h3,
  legend {
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.3;
  }
  legend {
    margin-block-end: 14px;
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
  .hint:empty {
    /* Its line stays: what stands below must not move from under a finger when the phone is left. */
    display: block;
    min-block-size: 1lh;
  }
  textarea {
    resize: vertical;
  }
  .choices {
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
    min-block-size: 0;
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
  .ask > input {
    flex-basis: 9em;
  }
  .applied {
    align-items: center;
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
  .send {
    inline-size: 100%;
    min-block-size: 54px;
    font-size: 1.0625em;
  }
  .question {
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
  @container (min-inline-size: 26em) {
    .rows > .short {
      flex-grow: 0;
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
