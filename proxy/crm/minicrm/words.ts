import type { Settings } from './settings.ts';

export type Language = Settings['language'];

const ENGLISH = {
  registered: 'Registered',
  piece: 'piece',
  delivery: 'Shipping',
  coupon: 'Coupon',
  discount: 'Discount',
  method: 'Delivery',
  tariff: 'Tariff',
  term: 'Term',
  pickup: 'Pick-up point',
  recipient: 'Recipient',
  address: 'Address',
  persons: 'Persons',
  certificate: 'Certificate',
  promoCode: 'Promo code',
  payment: 'Payment',
  site: 'Shop page',
};

type Words = typeof ENGLISH;

/** Statuses, units and delivery as MiniCRM itself labels them (the vendor's WooCommerce plugin); the rest is ours. */
const WORDS: Record<Language, Words> = {
  en: ENGLISH,
  hu: {
    registered: 'Regisztrált',
    piece: 'darab',
    delivery: 'Szállítás',
    coupon: 'Kupon',
    discount: 'Kedvezmény',
    method: 'Szállítási mód',
    tariff: 'Díjszabás',
    term: 'Szállítási idő',
    pickup: 'Átvételi pont',
    recipient: 'Átvevő',
    address: 'Cím',
    persons: 'Személyek',
    certificate: 'Utalvány',
    promoCode: 'Kuponkód',
    payment: 'Fizetés',
    site: 'Bolt oldala',
  },
  ro: {
    registered: 'Înregistrat',
    piece: 'bucată',
    delivery: 'Transport',
    coupon: 'Cupon',
    discount: 'Reducere',
    method: 'Livrare',
    tariff: 'Tarif',
    term: 'Termen',
    pickup: 'Punct de ridicare',
    recipient: 'Destinatar',
    address: 'Adresă',
    persons: 'Persoane',
    certificate: 'Certificat',
    promoCode: 'Cod promoțional',
    payment: 'Plată',
    site: 'Pagina magazinului',
  },
};

export const wordsIn = (language: Language): Words => WORDS[language];

/** A country as the account's language names it; what is no ISO code is taken for its name. */
export const countryIn = (language: Language, country: string): string =>
  /^[A-Za-z]{2}$/.test(country)
    ? (new Intl.DisplayNames([language], { type: 'region' }).of(country.toUpperCase()) ?? country)
    : country;
