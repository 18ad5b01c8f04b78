const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
};

/** What a clock on the wall of `zone` shows, as the milliseconds at which a UTC clock shows the same. */
const wallAt = (instant: number, zone: string): number => {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

const offsetAt = (instant: number, zone: string): number => wallAt(instant, zone) - Math.floor(instant / 1000) * 1000;

/** `YYYY-MM-DD HH:MM:SS` by the clock of `zone`. */
export const toWall = (instant: number, zone: string): string =>
  new Date(wallAt(instant, zone)).toISOString().slice(0, 19).replace('T', ' ');

/** ISO 8601 with the offset `zone` has at that moment. */
export const toIso = (instant: number, zone: string): string => {
  const minutes = Math.round(offsetAt(instant, zone) / 60_000);
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${toWall(instant, zone).replace(' ', 'T')}${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
};

/** A written wall time as `wallAt` milliseconds; null for what is no date. */
const parseWall = (text: string): number | null => {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/.exec(text.trim());
  if (!match) return null;
  const iso = `${match[1]}T${match[2]}${match[3] ?? ':00'}.000Z`;
  const wall = Date.parse(iso);
  // Date.parse moves 30 February on into March; such a date is nonsense to us.
  return Number.isNaN(wall) || new Date(wall).toISOString() !== iso ? null : wall;
};

/**
 * The instant a wall time of `zone` means; null if it is no time.
 * An hour the clocks show twice is the later one unless that has not come yet at `now`;
 * one they skip is moved on by what was skipped.
 */
export const fromWall = (text: string, zone: string, now: number): number | null => {
  const wall = parseWall(text);
  if (wall === null) return null;
  const before = wall - offsetAt(wall - DAY, zone);
  const after = wall - offsetAt(wall + DAY, zone);
  const real = [...new Set([before, after])].filter(instant => wallAt(instant, zone) === wall).sort((a, b) => a - b);
  return real.findLast(instant => instant <= now) ?? real[0] ?? before;
};

/** A wall time of `zone` in ISO 8601 with its offset; null for what is no time. */
export const wallToIso = (text: string | undefined, zone: string, now: number): string | null => {
  const instant = text === undefined ? null : fromWall(text, zone, now);
  return instant === null ? null : toIso(instant, zone);
};
