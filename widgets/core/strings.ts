import { common } from './words.ts';

/** A text with `{names}` in it, or one such text for each plural form of the language, chosen by `count`. */
export type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
/** Each text in English and in Russian, side by side. */
export type Words<K extends string> = Readonly<Record<K, readonly [en: Text, ru: Text]>>;
export type CommonKey = keyof typeof common;
export type Translate<K extends string = never> = (
  key: K | CommonKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

const languages = ['en', 'ru'];
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

const base = (locale: string): string => locale.replace(/-.*/, '');
const isKnown = (locale: string): boolean =>
  languages.includes(base(locale)) || overrides.has(base(locale)) || overrides.has(locale);

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** The nearest `lang`, through shadow roots too. */
function nearest(element: Element): string {
  const root = element.getRootNode();
  return element.closest('[lang]')?.getAttribute('lang') ?? (root instanceof ShadowRoot ? nearest(root.host) : '');
}

/** The element's language, the nearest one around it, then the browser's: the first that we have words in, else English. */
export function languageOf(element: Element): string {
  readPage();
  for (const tag of [nearest(element), ...navigator.languages]) {
    const locale = canonical(tag);
    if (locale && isKnown(locale)) return locale;
  }
  return 'en';
}

/** A widget's own words under its name, and the way to say them: `const words = defineStrings('certificate', { … })`. */
export function defineStrings<K extends string>(name: string, own: Words<K>) {
  const table: Readonly<Record<string, readonly Text[]>> = { ...common, ...own };
  const find = (language: string, key: string): Text | undefined => {
    const said = overrides.get(language);
    return said?.[`${name}.${key}`] ?? said?.[`common.${key}`] ?? table[key]?.[languages.indexOf(language)];
  };
  return (locale: string): Translate<K> =>
    (key, values = {}) => {
      const text = find(locale, key) ?? find(base(locale), key) ?? find('en', key) ?? key;
      const chosen =
        typeof text === 'string'
          ? text
          : (text[new Intl.PluralRules(locale).select(Number(values['count']))] ?? text.other ?? '');
      return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
    };
}
