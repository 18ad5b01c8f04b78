import { common } from './words.ts';

/** A text with `{names}` in it, or one such text for each plural form of the language, chosen by `count`. */
export type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Words<K extends string> = Readonly<Record<K, Text>>;
export type CommonKey = keyof typeof common.en;
export type Translate<K extends string = never> = (
  key: K | CommonKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

const overrides = new Map<string, Record<string, Text>>();
const changes = new EventTarget();

/** Runs `listener` when texts are replaced or the page's own language changes, until the signal is aborted. */
export function onLanguageChange(listener: () => void, signal: AbortSignal): void {
  changes.addEventListener('change', listener, { signal });
}

const tell = () => changes.dispatchEvent(new Event('change'));
new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ['lang'] });

/** Replaces or adds texts of a language: `setStrings('uk', { 'order-status.check': 'Знайти', 'common.retry': 'Ще раз' })`. */
export function setStrings(language: string, texts: Readonly<Record<string, Text>>): void {
  overrides.set(language, { ...overrides.get(language), ...texts });
  tell();
}

let pageRead = false;

/** `<script type="application/json" data-crm-strings="uk">`: texts of the page itself, so that none are fetched (pain 19). */
function readPage(): void {
  if (pageRead) return;
  pageRead = true;
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-crm-strings]')) {
    try {
      setStrings(script.dataset['crmStrings'] || 'en', JSON.parse(script.textContent ?? ''));
    } catch {
      // biome-ignore lint/suspicious/noConsole: a typo in the site's texts would otherwise be a riddle
      console.warn('crm-widgets: the texts in data-crm-strings are not valid JSON.');
    }
  }
}

const base = (locale: string): string => locale.split('-')[0] ?? locale;
const isKnown = (locale: string): boolean =>
  base(locale) in common || overrides.has(base(locale)) || overrides.has(locale);

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** The nearest `lang`, through shadow roots too. */
function nearest(element: Element): string | null {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearest(root.host) : null;
}

/** The element's language, the nearest one around it, then the browser's: the first that we have words in, else English. */
export function languageOf(element: Element): string {
  readPage();
  for (const tag of [nearest(element), ...navigator.languages]) {
    const locale = tag && canonical(tag);
    if (locale && isKnown(locale)) return locale;
  }
  return 'en';
}

function fill(text: Text, locale: string, values: Readonly<Record<string, string | number>>): string {
  const rule = typeof text === 'string' ? null : new Intl.PluralRules(locale).select(Number(values['count'] ?? 0));
  const chosen = typeof text === 'string' ? text : ((rule && text[rule]) ?? text.other ?? '');
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A widget's own words under its name, and the way to say them: `const words = defineStrings('certificate', { en, ru })`. */
export function defineStrings<K extends string>(name: string, own: { readonly en: Words<K>; readonly ru: Words<K> }) {
  const tables: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
    en: { ...common.en, ...own.en },
    ru: { ...common.ru, ...own.ru },
  };
  const find = (language: string, key: string): Text | undefined => {
    const said = overrides.get(language);
    return said?.[`${name}.${key}`] ?? said?.[`common.${key}`] ?? tables[language]?.[key];
  };
  return (locale: string): Translate<K> =>
    (key, values = {}) => {
      const text = find(locale, key) ?? find(base(locale), key) ?? find('en', key) ?? key;
      return fill(text, locale, values);
    };
}
