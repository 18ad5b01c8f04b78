/** Countries as MiniCRM calls them, in the account's language. */
import type { Language } from './labels.ts';

interface Country {
  readonly id: number;
  readonly code: string;
}

/** Europe and what lies near it; the place in the list is the id, Hungary's being 1 (manual, order chapter). */
const codes = [
  ...['HU', 'RO', 'AL', 'AT', 'BA', 'BE', 'BG', 'BY', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB'],
  ...['GR', 'HR', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MC', 'MD', 'ME', 'MK', 'MT', 'NL', 'NO', 'PL', 'PT'],
  ...['RS', 'RU', 'SE', 'SI', 'SK', 'SM', 'TR', 'UA', 'US', 'CA', 'IL'],
];

/** Dialling codes a client may name instead (manual, order chapter: `Country` 36). */
const diallingCodes: Readonly<Record<string, string>> = { '36': 'HU', '40': 'RO', '43': 'AT', '49': 'DE', '373': 'MD' };

/** Where the vendor's plugin has other names than Unicode's CLDR. */
const ownNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { BA: 'Bosnia and Herzegovina', CZ: 'Czech Republic', MK: 'Macedonia', TR: 'Turkey' },
  hu: { BY: 'Fehéroroszország', CZ: 'Cseh Köztársaság', MK: 'Macedónia', US: 'USA' },
  ro: {
    ...{ BA: 'Bosnia și Herzegovina', CZ: 'Republica Cehă', GB: 'Marea Britanie', LU: 'Luxembourg', MD: 'Moldova' },
    ...{ ME: 'Montenegro', MK: 'Macedonia', NL: 'Olanda', UA: 'Ucrainia', US: 'Statele Unite' },
  },
};

const countries: readonly Country[] = codes.map((code, index) => ({ id: index + 1, code }));

function nameIn(language: Language, { code }: Country): string {
  return ownNames[language][code] ?? new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
}

/** The country of this name in the account's language, of this id, or of this dialling code. */
export function countryBy(text: string, language: Language): number | undefined {
  const found =
    countries.find(country => nameIn(language, country) === text) ??
    countries.find(({ code }) => code === diallingCodes[text]) ??
    countries.find(({ id }) => String(id) === text);
  return found?.id;
}

/** The same by name only, as the XML has it. */
export function countryNamed(text: string, language: Language): number | undefined {
  return countries.find(country => nameIn(language, country) === text)?.id;
}

export function countryName(id: number | null, language: Language): string {
  const country = countries.find(each => each.id === id);
  return country ? nameIn(language, country) : '';
}
