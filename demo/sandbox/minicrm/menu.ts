/** The demo shop's menu in Romania: the articles all sandboxes have, under names and prices of this market. */
import { menu } from '../kit/menu.ts';

interface Dish {
  readonly article: string;
  readonly name: string;
  /** Lei, VAT included. */
  readonly price: number;
  /** Per cent. */
  readonly vat: number;
}

const FOOD_VAT = 11;
const SERVICE_VAT = 21;

const inRomania: Readonly<Record<string, readonly [name: string, price: number]>> = {
  '001': ['Rulou „Somon cremos”', 42],
  '002': ['Rulou „Țipar de foc”', 46],
  '003': ['Rulou „Creveți crocanți”', 39],
  '004': ['Rulou „Avocado și castravete”', 24],
  '005': ['Gunkan cu icre de somon', 16],
  '009': ['Set „Gașca mare”, 48 buc.', 189],
  '010': ['Pizza „Margherita”, 30 cm', 36],
  '011': ['Pizza „Patru brânzeturi”, 30 cm', 45],
  '012': ['Pizza „Vânătorească”, 30 cm', 43],
  '015': ['Pizza din două jumătăți, 30 cm', 44],
  '020': ['Suc de merișoare, 0,5 l', 12],
  '021': ['Cheesecake cu vișine', 19],
  '0101': ['Sos de soia', 3],
  '0102': ['Ghimbir murat', 3],
  '0103': ['Wasabi', 2],
  '0104': ['Margine cu cașcaval', 9],
  '0105': ['Sos de usturoi', 4],
  '900': ['Livrare', 15],
  '901': ['Ambalaj', 2],
};

export const dishes: readonly Dish[] = menu.map(({ article, name, price }) => {
  const [ownName, ownPrice] = inRomania[article] ?? [name, price];
  return { article, name: ownName, price: ownPrice, vat: article.startsWith('9') ? SERVICE_VAT : FOOD_VAT };
});

/** Without VAT, with the six decimals MiniCRM keeps. */
export function netOf({ price, vat }: Dish): number {
  return Number((price / (1 + vat / 100)).toFixed(6));
}

export function dishOf(article: string): Dish {
  const dish = dishes.find(each => each.article === article);
  if (!dish) throw new Error(`There is no dish ${article}.`);
  return dish;
}
