import type { CustomerFact, ShopFacts } from './crm.ts';
import { toWall } from './time.ts';

const ENGLISH = { registered: 'Registered', disabled: 'Disabled on the site', yes: 'yes', basket: 'Basket left' };
type Words = typeof ENGLISH;
const WORDS: ReadonlyMap<string, Words> = new Map([
  [
    'ru',
    { registered: 'Регистрация на сайте', disabled: 'Отключён на сайте', yes: 'да', basket: 'Оставленная корзина' },
  ],
  ['uk', { registered: 'Реєстрація на сайті', disabled: 'Вимкнено на сайті', yes: 'так', basket: 'Залишений кошик' }],
]);

/** A day by the shop's clock; what is no time, as it is. */
export const dayOf = (at: string, zone: string): string => {
  const instant = Date.parse(at);
  return Number.isNaN(instant) ? at : toWall(instant, zone).slice(0, 10);
};

/** What was left in a basket, in one line. */
export const basketText = ({ lines, url, at }: NonNullable<CustomerFact['basket']>, zone: string): string => {
  const goods = lines.map(({ sku, name, quantity }) => `${name ?? sku} × ${quantity}`).join(', ');
  return [at && dayOf(at, zone), goods, url].filter(Boolean).join('; ');
};

/** A line of ours in a note: another text, null for none; undefined leaves it as it stands. */
type Row = readonly [label: string, value: string | null | undefined];

const rowsOf = ({ registeredAt, disabled, basket }: CustomerFact, zone: string, words: Words): Row[] => [
  [words.registered, registeredAt && dayOf(registeredAt, zone)],
  [words.disabled, disabled === undefined ? undefined : disabled ? words.yes : null],
  [words.basket, basket && basketText(basket, zone)],
];

/**
 * A CRM's note on a customer with the facts it has no field for, a line each: our lines are replaced, what people wrote
 * stays. Null where nothing changes.
 */
export const customerNote = (
  known: string | undefined,
  fact: CustomerFact,
  { language, timeZone }: Pick<ShopFacts, 'language' | 'timeZone'>,
): string | null => {
  const words = WORDS.get(language.toLowerCase().split('-')[0] ?? '') ?? ENGLISH;
  const rows = rowsOf(fact, timeZone, words).filter(([, value]) => value !== undefined);
  const kept = (known ?? '').split('\n').filter(line => !rows.some(([label]) => line.startsWith(`${label}: `)));
  const told = rows.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
  const note = [...kept, ...told].join('\n').trim();
  return note === (known ?? '').trim() ? null : note;
};
