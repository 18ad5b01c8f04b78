/** What a made-up shop of one country has of its own. */
export interface Country {
  /** Behind an amount. */
  sign: string;
  /** The shop's own phone. */
  phone: string;
  /** As a visitor there would write one. */
  examplePhone: string;
  /** Whom the site's back end orders for, and what: it has priced the order by itself. */
  customer: { name: string; phone: string };
  pizza: { name: string; price: number };
}

const MARGHERITA = 'Пицца «Маргарита», 30 см';

const COUNTRIES: Record<string, Country> = {
  RU: {
    sign: '₽',
    phone: '+7 495 000-00-77',
    examplePhone: '+7 900 000-00-00',
    customer: { name: 'Ольга Сайтова', phone: '+79160000077' },
    pizza: { name: MARGHERITA, price: 490 },
  },
  UA: {
    sign: '₴',
    phone: '+380 44 000-00-77',
    examplePhone: '+380 67 000-00-00',
    customer: { name: 'Ольга Сайтенко', phone: '+380670000077' },
    pizza: { name: MARGHERITA, price: 490 },
  },
  RO: {
    sign: 'lei',
    phone: '+40 21 000 0077',
    examplePhone: '+40 720 000 000',
    customer: { name: 'Olga Situ', phone: '+40720000077' },
    pizza: { name: 'Pizza „Margherita”, 30 cm', price: 36 },
  },
};

/** @throws Error for a country no demo shop is in yet */
export const countryOf = (code: string): Country => {
  const country = COUNTRIES[code];
  if (!country) throw new Error(`demo/shop/country.ts knows no shop in ${code}: add one.`);
  return country;
};
