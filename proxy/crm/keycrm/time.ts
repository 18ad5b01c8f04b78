/** KeyCRM's time, UTC without an offset (KeyCRM OpenAPI). */
export const toUtc = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

/** The instant of a time KeyCRM wrote: `2026-01-29 18:53:35`, or ISO with microseconds in notifications; null for neither. */
export const fromUtc = (text: string | undefined): number | null => {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?(Z|\+00:00)?$/.exec(text?.trim() ?? '');
  if (!match) return null;
  const [, day, time, fraction = ''] = match;
  const iso = `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
  const instant = Date.parse(iso);
  // Date.parse moves 30 February on into March; such a date is nonsense to us.
  return Number.isNaN(instant) || new Date(instant).toISOString() !== iso ? null : instant;
};

/** The same as ISO 8601; null for what is no time. */
export const isoOf = (text: string | undefined): string | null => {
  const instant = fromUtc(text);
  return instant === null ? null : new Date(instant).toISOString();
};
