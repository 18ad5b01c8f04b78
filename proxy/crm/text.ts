/** A colour as a page may have it, #rrggbb; undefined: it is none. */
export const colourIn = (text: string | undefined): string | undefined =>
  /^#[\da-f]{6}$/i.test(text ?? '') ? text?.toLowerCase() : undefined;

/** At most `max` UTF-16 units, never half of a character. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > max) break;
    kept += segment;
  }
  return kept.trimEnd();
};
