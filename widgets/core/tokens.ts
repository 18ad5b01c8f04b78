import { css } from 'lit';

/**
 * Three levels: `--crm-…` is the site's (documented on each element), `--_…` is ours with its default. `light-dark()` follows the
 * site's own `color-scheme`; browsers before 2024 get the light colours.
 */
export const tokens = css`
  :host {
    --_accent: var(--crm-accent, #2b59d9);
    --_on-accent: var(--crm-on-accent, #fff);
    --_text: var(--crm-text, #171a21);
    --_muted: var(--crm-muted, #5a6270);
    --_surface: var(--crm-surface, #fff);
    --_field: var(--crm-field, #fff);
    --_soft: var(--crm-soft, #f3f5f8);
    --_border: var(--crm-border, #dfe3e9);
    --_edge: var(--crm-edge, #878e9b);
    --_good: var(--crm-good, #12703c);
    --_warn: var(--crm-warn, #8a5300);
    --_bad: var(--crm-bad, #b3261e);
    --_radius: var(--crm-radius, 12px);
    --_corner: calc(var(--_radius) * 0.75);
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_accent: var(--crm-accent, light-dark(#2b59d9, #8fb0ff));
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
    }
  }
  /* Black or white, whichever reads better on the accent the site has chosen. */
  @supports (color: oklch(from red calc(l * 2) c h)) {
    :host {
      --_on-accent: var(--crm-on-accent, oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 h));
    }
  }
`;
