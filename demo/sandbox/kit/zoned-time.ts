/** Local times without an offset, as several CRMs write them: `YYYY-MM-DD HH:MM:SS`. */

const SHAPE = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** An instant in the local time of a zone. Texts of this form sort as the instants they stand for. */
export function localTime(instant: number, timeZone: string): string {
  // Swedish is the locale whose own date format is the wanted one.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(instant);
}

/** Whether a text is a local time that exists in the calendar. */
export function isLocalTime(text: string): boolean {
  const parts = SHAPE.exec(text)?.slice(1).map(Number);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return date.toISOString().slice(0, 19).replace('T', ' ') === text;
}

/** Whether the runtime knows a zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
