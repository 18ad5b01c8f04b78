import { css } from 'lit';

/**
 * Three levels: `--crm-…` is the site's (documented on each element), `--_…` is ours with its default. `light-dark()` follows the
 * site's own `color-scheme`. A browser from before 2024 has neither our colours nor a need of them: black on the page's own ground.
 */
export const tokens = css`
  :host {
    --_accent: var(--crm-accent, light-dark(#2b59d9, #8fb0ff));
    /* Black or white, whichever reads better on the accent the site has chosen. */
    --_on-accent: var(--crm-on-accent, oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 h));
    --_text: var(--crm-text, light-dark(#171a21, #eceef2));
    --_muted: var(--crm-muted, light-dark(#5a6270, #a6adba));
    --_surface: var(--crm-surface, light-dark(#fff, #191c22));
    --_field: var(--crm-field, light-dark(#fff, #12141a));
    --_soft: var(--crm-soft, light-dark(#f3f5f8, #242830));
    --_border: var(--crm-border, light-dark(#dfe3e9, #343a45));
    --_edge: var(--crm-edge, light-dark(#878e9b, #717a8a));
    --_good: var(--crm-good, light-dark(#12703c, #6fd79b));
    --_warn: var(--crm-warn, light-dark(#8a5300, #f0be6a));
    --_bad: var(--crm-bad, light-dark(#b3261e, #ffa49c));
    --_radius: var(--crm-radius, 12px);
    --_corner: calc(var(--_radius) * 0.75);
  }
`;
