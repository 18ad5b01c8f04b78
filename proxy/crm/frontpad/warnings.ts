import type { Warning } from '../crm.ts';
import type { ProductLine } from './lines.ts';
import type { Settings } from './settings.ts';
import { Places } from './wire.ts';

type Reader = (value: unknown, lines: readonly ProductLine[], settings: Settings) => Warning[];

const CODE = /^[\w.-]{1,64}$/;
const speakable = (text: string): string => (CODE.test(text) ? text : 'unknown');

/** The place of a line FrontPad speaks of; `0001` is no place but may be an article. */
const placeOf = (told: string, lines: readonly ProductLine[]): number =>
  /^(0|[1-9]\d*)$/.test(told) && Number(told) < lines.length
    ? Number(told)
    : lines.findIndex(line => line.sku === told);

/** FrontPad names places in `product[]`; a modifier has nothing to stand on once its line is gone. */
const droppedLines: Reader = (value, lines) => {
  const told = Places.parse(value);
  const gone = new Set(told.map(place => placeOf(place, lines)));
  const dropped = lines.filter((line, place) => gone.has(place) || (line.parent !== null && gone.has(line.parent)));
  const strange = told.filter(place => placeOf(place, lines) === -1).map(speakable);
  return [...dropped.map(line => line.sku), ...strange].map(about => ({ code: 'line-dropped', about, money: true }));
};

const refusedCodes =
  (code: Warning['code'], field: string, sent: (settings: Settings) => readonly string[]): Reader =>
  (value, _lines, settings) => {
    const codes = Places.parse(value).map(place => sent(settings)[Number(place)] ?? speakable(place));
    return (codes.length > 0 ? codes : [field]).map(about => ({ code, about, money: false }));
  };

const tags = refusedCodes('tag-refused', 'tags', settings => settings.tags);

/** FrontPad API, document B; `invalid_tag` is looked for by a client. */
const READERS = new Map<string, Reader>([
  ['invalid_product_keys', droppedLines],
  ['invalid_certificate', () => [{ code: 'certificate-refused', about: 'certificate', money: true }]],
  ['invalid_datetime', () => [{ code: 'date-refused', about: 'datetime', money: false }]],
  ['invalid_tags', tags],
  ['invalid_tag', tags],
  ['invalid_hook_status', refusedCodes('status-hook-refused', 'hook_status', settings => settings.hookStatuses)],
]);

const entriesOf = (value: unknown): [string, unknown][] => {
  if (typeof value === 'string') return value.trim() === '' ? [] : [[value.trim(), null]];
  if (Array.isArray(value)) return value.flatMap(entriesOf);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
};

/** What FrontPad says about an order it did take. A client looks for the same keys beside `warnings`, so we do too. */
export const warningsOf = (
  answer: Readonly<Record<string, unknown>>,
  lines: readonly ProductLine[],
  settings: Settings,
): Warning[] => {
  const inside = entriesOf(answer['warnings']);
  const beside = Object.entries(answer).filter(
    ([key, value]) => value && READERS.has(key) && !inside.some(([known]) => known === key),
  );
  return [...inside, ...beside].flatMap(([key, value]) => {
    const read = READERS.get(key);
    return read ? read(value, lines, settings) : [{ code: 'other' as const, about: speakable(key), money: false }];
  });
};
