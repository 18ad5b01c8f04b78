/** Times as InSales writes them: ISO with the offset of the shop, to the second. */
import { localTime } from '../kit/zoned-time.ts';

const SHAPE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The whole second an instant is in: every sample of the API ends in `.000`, whatever happens within it is at one time. */
export function wholeSecond(instant: number): number {
  return Math.floor(instant / 1_000) * 1_000;
}

/** `2026-11-21T22:03:04.000+03:00`. */
export function offsetTime(instant: number, timeZone: string): string {
  const local = localTime(instant, timeZone).replace(' ', 'T');
  return `${local}.000${offsetAt(instant, timeZone)}`;
}

/** As {@link offsetTime}, for a time that may not have come yet. */
export function timeOrNull(instant: number | null, timeZone: string): string | null {
  return instant === null ? null : offsetTime(instant, timeZone);
}

function offsetAt(instant: number, timeZone: string): string {
  const local = Date.parse(`${localTime(instant, timeZone).replace(' ', 'T')}Z`);
  const minutes = Math.round((local - wholeSecond(instant)) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(hours)}:${pad(rest)}`;
}

/**
 * The instant a parameter stands for; `undefined`: it is no time. An offset is a must: where the `+` of a URL was left
 * unescaped it arrives as a space, and a server that guessed would answer for other hours than were asked.
 */
export function instantOf(text: string): number | undefined {
  const [, day, time = '00:00', offset] = SHAPE.exec(text.trim()) ?? [];
  const instant =
    offset === undefined ? Number.NaN : Date.parse(`${day}T${time}${offset.replace(/(\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}
