/** Nobody types these; they hide text, turn its direction round or break a CRM's form. Line feeds are looked at apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Composed last: what stood unseen between a letter and its accent is gone by then. */
const seen = (text: string): string =>
  text
    .replace(/[\t\r\u2028\u2029]/g, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC');

/** One line of text: trimmed, its spaces single, without what cannot be seen. */
export const cleanText = (text: string): string => seen(text.replaceAll('\n', ' ')).replace(/\s+/g, ' ').trim();

/** A text of several lines, each cleaned, no two empty ones in a row. */
export const cleanLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(cleanText)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The same value with every text cleaned; what is empty then is left out. */
export const cleanDeep = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return (key === 'comment' ? cleanLines(value) : cleanText(value)) || undefined;
  if (Array.isArray(value)) {
    const items = value.map(item => cleanDeep(item));
    // An optional engraving that was left empty is no property at all.
    return key === 'properties' ? items.filter(hasValue) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, held]) => [name, cleanDeep(held, name)] as const);
  return Object.fromEntries(entries.filter(([, held]) => held !== undefined));
};

const hasValue = (item: unknown): boolean => typeof item === 'object' && item !== null && 'value' in item;

/** The same value always gives the same text: keys in order, nothing undefined. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );

/** Whether a card's number stands in a text: 13 to 19 digits, as cards begin, with a right check digit. */
export const hasCardNumber = (text: string): boolean => {
  const runs = text.matchAll(/(?<![\d+])(?<!\d[ -])[2-6](?:[ -]?\d){12,18}(?![ -]?\d)/g);
  return [...runs].some(([run]) => isLuhn(run.replace(/\D/g, '')));
};

const isLuhn = (digits: string): boolean => {
  const total = [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return total % 10 === 0;
};
