const dayOnly = /^\d{4}-\d\d-\d\d$/;

/** "21 November 2026"; the year is left out when it is this one. A bare day is not moved by the visitor's time zone. */
export function formatDay(value: string, locale: string, now = new Date()): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: date.getUTCFullYear() === now.getFullYear() ? undefined : 'numeric',
    timeZone: dayOnly.test(value) ? 'UTC' : undefined,
  }).format(date);
}

/** A day where only a day is known, else a day and the time. */
export function formatMoment(value: string, locale: string, now = new Date()): string {
  const day = formatDay(value, locale, now);
  if (dayOnly.test(value) || day === value) return day;
  return `${day}, ${new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(value))}`;
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** "in 45 seconds", "3 hours ago": the language's own grammar comes from Intl. */
export function formatDistance(ms: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const [unit, size] = steps.find(([, size]) => Math.abs(ms) >= size * 1.5) ?? (['second', 1000] as const);
  // What is to come is never told too soon, what was is told in whole steps: both round up.
  return format.format(Math.ceil(ms / size), unit);
}
