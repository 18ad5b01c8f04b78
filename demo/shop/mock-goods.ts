import type {
  AvailabilityAnswer,
  AvailabilityItem,
  CertificateAnswer,
  Money,
  Quote,
  Shop,
  StockState,
} from '../../proxy/contract/index.ts';

export const rub = (roubles: number): Money => ({ amount: roubles * 100, currency: 'RUB' });

export const shop: Shop = {
  name: 'Волна',
  language: 'ru',
  currency: 'RUB',
  timezone: 'Europe/Moscow',
  phoneCountry: 'RU',
  capabilities: { orders: true, orderStatus: 'number-or-phone', certificate: true, availability: true, watch: true },
  delivery: [
    {
      code: 'courier',
      name: 'Курьер / Courier',
      cost: rub(200),
      freeFrom: rub(1500),
      fields: ['street', 'house', 'apartment'],
    },
    {
      code: 'pickup',
      name: 'Самовывоз / Pick-up',
      cost: rub(0),
      fields: [],
      pickupPoints: [
        { code: 'harbour', name: 'Набережная, 5' },
        { code: 'station', name: 'Вокзальная, 12' },
      ],
    },
  ],
  payment: [
    { code: 'cash', name: 'Наличными / Cash' },
    { code: 'card', name: 'Картой / Card' },
  ],
  fields: [
    { name: 'customer.name', label: null, type: 'text', required: true },
    { name: 'customer.phone', label: null, type: 'tel', required: true },
    { name: 'comment', label: null, type: 'textarea', required: false },
  ],
  consent: { required: true, text: 'Согласен на обработку персональных данных', url: '/privacy.html' },
};

interface Traits {
  state?: StockState;
  quantity?: number;
  oldPrice?: number;
  picture?: string;
  stores?: AvailabilityItem['stores'];
}

const item = (sku: string, name: string, price: number | null, traits: Traits = {}): AvailabilityItem => ({
  sku,
  name,
  price: price === null ? null : rub(price),
  oldPrice: traits.oldPrice ? rub(traits.oldPrice) : null,
  picture: traits.picture ?? null,
  url: null,
  state: traits.state ?? 'in-stock',
  quantity: traits.quantity ?? null,
  stores: traits.stores ?? [],
});

const stores: AvailabilityItem['stores'] = [
  { name: 'Набережная, 5', state: 'in-stock', quantity: 8 },
  { name: 'Вокзальная, 12', state: 'low', quantity: 1 },
  { name: 'Садовая, 40', state: 'out', quantity: 0 },
];

export const goods: readonly AvailabilityItem[] = [
  item('001', 'Ролл «Сливочный лосось»', 520, { picture: '/art/salmon.svg', quantity: 9, stores }),
  item('002', 'Ролл «Огненный угорь»', 560, { picture: '/art/eel.svg', state: 'low', quantity: 2 }),
  item('005', 'Гункан с икрой лосося', 180, { picture: '/art/gunkan.svg', state: 'out' }),
  item('010', 'Пицца «Маргарита», 30 см', 490, { picture: '/art/margherita.svg', oldPrice: 590 }),
  item('021', 'Чизкейк с вишней', null, { picture: '/art/cheesecake.svg', state: 'unknown' }),
];

const find = (skus: readonly string[]) =>
  skus.length === 0 ? [...goods] : goods.filter(({ sku }) => skus.includes(sku));

/** A list, or the few that were asked for; `ageMs` ago the CRM last said so. */
export const availability = (skus: readonly string[], next: string | null = null, ageMs = 0): AvailabilityAnswer => ({
  items: find(skus),
  next,
  asOf: new Date(Date.now() - ageMs).toISOString(),
});

export const noGoods: AvailabilityAnswer = { items: [], next: null, asOf: null };

const certificate = (rest: Partial<CertificateAnswer> & Pick<CertificateAnswer, 'kind'>): CertificateAnswer => ({
  code: '•••• 4821',
  state: 'valid',
  validUntil: '2031-12-31',
  ...rest,
});

export const certificates = {
  money: certificate({ kind: 'money', amount: rub(1000) }),
  percent: certificate({ kind: 'percent', percent: 15, validUntil: undefined }),
  product: certificate({ kind: 'product', product: { sku: '010', name: 'Пицца «Маргарита», 30 см' } }),
  points: certificate({ kind: 'points', amount: rub(350) }),
  used: certificate({ kind: 'money', amount: rub(500), state: 'used' }),
  expired: certificate({ kind: 'percent', percent: 10, state: 'expired', validUntil: '2024-03-08' }),
  unconfirmed: certificate({ kind: 'money', amount: rub(3000), state: 'unknown', validUntil: undefined }),
} as const satisfies Record<string, CertificateAnswer>;

type Asked = readonly { sku: string; quantity: number }[];

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
const FREE_FROM = 1500;

/** What a cart costs: the goods and the courier, less a discount. */
export const quoteOf = (lines: Asked, rest: Partial<Quote> = {}): Quote => {
  const priced = lines.map(({ sku, quantity }) => {
    const { name = null, price = null } = goods.find(each => each.sku === sku) ?? {};
    const total = price && { ...price, amount: price.amount * quantity };
    return { sku, name, quantity, price, total };
  });
  const sum = sumOf(priced.map(({ total }) => total?.amount ?? 0));
  const { delivery = rub(sum >= FREE_FROM * 100 ? 0 : 200), discount = rub(0) } = rest;
  const total = { amount: sum + delivery.amount - discount.amount, currency: 'RUB' };
  return { lines: priced, delivery, discount, total, problems: [], ...rest };
};
