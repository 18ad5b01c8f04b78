/** The account's shops and the stores their goods lie in. */

export const siteCodes = ['volna', 'volna-banket'] as const;
export type SiteCode = (typeof siteCodes)[number];

export const CURRENCY = 'RUB';
export const COUNTRY = 'RU';

const shop = { currency: CURRENCY, countryIso: COUNTRY, loadFromYml: false, isDemo: false, isCatalogMainSite: true };

export const sites: Readonly<Record<SiteCode, object>> = {
  volna: {
    ...shop,
    id: 1,
    code: 'volna',
    name: 'Волна',
    url: 'https://volna.example',
    catalogId: '1',
    ordering: 10,
    defaultForCrm: true,
  },
  'volna-banket': {
    ...shop,
    id: 2,
    code: 'volna-banket',
    name: 'Волна Банкет',
    url: 'https://banket.example',
    catalogId: '2',
    ordering: 20,
    defaultForCrm: false,
  },
};

export interface Store {
  readonly code: string;
  readonly name: string;
  readonly address: string;
}

/** The first is where stock set through the back door goes. */
export const stores: readonly [Store, ...Store[]] = [
  { code: 'harbour', name: 'Кухня на Набережной', address: 'Набережная, 5' },
  { code: 'station', name: 'Кухня на Вокзальной', address: 'Вокзальная, 12' },
];
