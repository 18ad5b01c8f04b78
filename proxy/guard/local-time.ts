const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;

const offsetAt = (instant: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant);
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
};

/** A form's `datetime-local` has no offset: it is meant in the shop's zone. Anything else is left as it is. */
export const withOffset = (text: string, timeZone: string): string => {
  if (!LOCAL.test(text)) return text;
  const full = text.length === 16 ? `${text}:00` : text;
  // Read as UTC first; the zone's offset at about that instant is the one meant, save in the hour a clock changes.
  const guess = Date.parse(`${full}Z`);
  return Number.isNaN(guess) ? text : `${full}${offsetAt(guess, timeZone)}`;
};
