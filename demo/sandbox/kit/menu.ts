/** The demo shop's menu: every sandbox starts with it, so that one shop runs on any of them. */

/** A product of the shop. Articles are text: their leading zeros count. */
export interface Product {
  readonly article: string;
  readonly name: string;
  /** Whole roubles. */
  readonly price: number;
  /** Whether discounts may apply (FrontPad API, document B). */
  readonly discountable: boolean;
  /** In FrontPad, the product's option to change its price when an order is created (FrontPad API, documents A and B). */
  readonly freePrice: boolean;
}

type Traits = Partial<Pick<Product, 'discountable' | 'freePrice'>>;

function product(article: string, name: string, price: number, traits: Traits = {}): Product {
  return { article, name, price, discountable: true, freePrice: false, ...traits };
}

/** A small sushi-and-pizza menu. Delivery and packaging are products too: FrontPad has no field for a fee. */
export const menu: readonly Product[] = [
  product('001', 'Ролл «Сливочный лосось»', 520),
  product('002', 'Ролл «Огненный угорь»', 560),
  product('003', 'Ролл «Хрустящая креветка»', 490),
  product('004', 'Ролл «Авокадо и огурец»', 290),
  product('005', 'Гункан с икрой лосося', 180),
  product('009', 'Сет «Большая компания», 48 шт.', 2490, { discountable: false }),
  product('010', 'Пицца «Маргарита», 30 см', 490),
  product('011', 'Пицца «Четыре сыра», 30 см', 650),
  product('012', 'Пицца «Охотничья», 30 см', 620),
  product('015', 'Пицца из двух половин, 30 см', 640, { freePrice: true }),
  product('020', 'Морс клюквенный, 0,5 л', 150),
  product('021', 'Чизкейк с вишней', 260),
  product('0101', 'Соус соевый', 30),
  product('0102', 'Имбирь маринованный', 30),
  product('0103', 'Васаби', 20),
  product('0104', 'Сырный бортик', 120),
  product('0105', 'Соус чесночный', 40),
  product('900', 'Доставка', 200, { discountable: false, freePrice: true }),
  product('901', 'Упаковка', 25, { discountable: false }),
];

/** What the kitchen is out of at the start. */
export const stopList: readonly string[] = ['005', '012'];
