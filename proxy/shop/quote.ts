import type { Config } from '../config/config.ts';
import type { Quote, QuoteRequest } from '../contract/index.ts';
import type { CertificateFacts, Redeems } from '../crm/crm.ts';
import { type Certificates, normaliseCode } from './certificate.ts';
import { money, moneyOrNull, readable, toMinor } from './money.ts';
import {
  addUp,
  type Deduction,
  type DeliveryTerms,
  deductionOf,
  type PricedLine,
  priceLine,
  type Sums,
} from './price.ts';
import type { createPromos, PromoFault } from './promo.ts';
import type { Shelves } from './shelf.ts';
import { wordsFor } from './words.ts';

export type Method = Config['shop']['delivery'][number];
export type CertificateFault = 'unknown' | 'used' | 'expired';

/** A cart with our prices: what the visitor is shown, and what an order is made of. Amounts in minor units. */
export interface PricedCart {
  quote: Quote;
  lines: PricedLine[];
  sums: Sums;
  /** What of the discount is the certificate's. */
  certificateShare: number;
  method: Method | null;
  certificateFault: CertificateFault | null;
  promoFault: PromoFault | null;
  /** The smallest sum of goods that is served, where these are less. */
  belowMinimum: number | null;
}

export interface PriceOptions {
  language: string;
  /** An order leaves it to its acceptance to find the certificate taken: at a repeat it is taken by that very order. */
  isOrder: boolean;
  /** False: this visitor has tried so many certificates that no more are looked up for him. */
  mayLookUp: boolean;
}

export type PriceCart = (request: QuoteRequest, options: PriceOptions) => Promise<PricedCart>;

interface Parts {
  config: Pick<Config, 'shop'>;
  shelves: Shelves;
  certificates: Certificates;
  redeems: Redeems | null;
  judgePromo: ReturnType<typeof createPromos>;
}

/** What came of the certificate: what it takes off, and what there is to say of it. */
interface Judged {
  deduction: Deduction;
  fault: CertificateFault | null;
  /** A manager settles it. */
  isOpen: boolean;
  gift: CertificateFacts['product'] | null;
}

const settled: Judged = { deduction: { kind: 'none' }, fault: null, isOpen: false, gift: null };

/** Prices a cart from what is known, asking nobody but for its certificate. */
export const createPriceCart = ({ config, shelves, certificates, redeems, judgePromo }: Parts): PriceCart => {
  const { currency } = config.shop;

  const judgeCertificate = async (
    text: string | undefined,
    { isOrder, mayLookUp }: Omit<PriceOptions, 'language'>,
  ): Promise<Judged> => {
    const code = normaliseCode(text ?? '');
    if (code === '') return settled;
    if (!mayLookUp) return { ...settled, isOpen: true };
    if (!isOrder && (await certificates.isReserved(code))) return { ...settled, fault: 'used' };
    if (redeems === null || redeems === 'manager') return { ...settled, isOpen: true };
    const looked = await certificates.look(code);
    return looked === 'unasked' ? { ...settled, isOpen: true } : judge(looked.facts, currency);
  };

  return async (request, { language, ...options }) => {
    const skus = request.lines.flatMap(line => [line.sku, ...(line.options ?? []).map(option => option.sku)]);
    const [shelf, certificate] = await Promise.all([
      shelves.shelf([...new Set(skus)].map(sku => sku.trim())),
      judgeCertificate(request.certificate, options),
    ]);
    const lines = request.lines.map(line => priceLine(trimmed(line), shelf, currency));
    const method = config.shop.delivery.find(({ code }) => code === request.delivery?.method) ?? null;
    const terms = method && termsOf(method, currency);
    const promo = await judgePromo(request.promoCode, addUp(lines, terms).goods, options.mayLookUp);
    const sums = addUp(lines, terms, promo.deduction, certificate.deduction);
    const cart = {
      lines,
      sums,
      certificateShare: sums.discount - addUp(lines, terms, promo.deduction).discount,
      method,
      certificateFault: certificate.fault,
      promoFault: promo.fault,
      belowMinimum: shortfall(sums.goods, config, method),
    };
    return {
      ...cart,
      quote: quoteOf(cart, certificate, { request, language, currency, isOpen: certificate.isOpen || promo.isOpen }),
    };
  };
};

const trimmed = (line: QuoteRequest['lines'][number]) => ({
  sku: line.sku.trim(),
  quantity: line.quantity,
  options: line.options?.map(option => ({ sku: option.sku.trim(), quantity: option.quantity })),
});

const judge = (facts: CertificateFacts | null, currency: string): Judged => {
  if (facts === null) return { ...settled, fault: 'unknown' };
  if (facts.state === 'unknown') return { ...settled, isOpen: true };
  if (facts.state !== 'valid') return { ...settled, fault: facts.state };
  if (facts.kind === 'product') return { ...settled, gift: facts.product ?? null };
  const deduction = deductionOf(facts, currency);
  return { ...settled, deduction, isOpen: deduction.kind === 'none' };
};

/** A delivery method's money, in minor units. */
export const termsOf = ({ cost, freeFrom, minimum }: Method, currency: string): DeliveryTerms => {
  const minor = (major: number | undefined) => (major === undefined ? null : toMinor(major, currency));
  return { cost: minor(cost), freeFrom: minor(freeFrom), minimum: minor(minimum) };
};

/** The minimum these goods do not reach; null: they do, or nobody knows their price. */
const shortfall = (goods: number | null, { shop }: Parts['config'], method: Method | null): number | null => {
  const least = toMinor(Math.max(shop.minimum ?? 0, method?.minimum ?? 0), shop.currency);
  return goods !== null && goods < least ? least : null;
};

interface Asked {
  request: QuoteRequest;
  language: string;
  currency: string;
  /** A manager settles what a code takes off. */
  isOpen: boolean;
}

const quoteOf = (cart: Omit<PricedCart, 'quote'>, certificate: Judged, asked: Asked): Quote => {
  const { currency, isOpen } = asked;
  return {
    lines: [...cart.lines.map(line => quoteLine(line, currency)), ...giftLines(certificate, currency)],
    delivery: money(cart.sums.delivery ?? 0, currency),
    discount: money(cart.sums.discount, currency),
    ...(isOpen && { discountNote: 'to-be-confirmed' as const }),
    total: moneyOrNull(cart.sums.total, currency),
    problems: problemsOf(cart, asked),
  };
};

const quoteLine = ({ sku, name, quantity, piece, total, problem }: PricedLine, currency: string) => ({
  sku,
  name,
  quantity,
  price: moneyOrNull(piece, currency),
  total: moneyOrNull(total, currency),
  ...(problem && { problem }),
});

/** A gift is shown beside the cart; the CRM adds it to the order by the certificate itself. */
const giftLines = ({ gift }: Judged, currency: string): Quote['lines'] => {
  if (!gift) return [];
  const free = money(0, currency);
  return [{ sku: gift.sku ?? '', name: gift.name, quantity: 1, price: free, total: free }];
};

const problemsOf = (cart: Omit<PricedCart, 'quote'>, { request, language, currency }: Asked): Quote['problems'] => {
  const words = wordsFor(language);
  const problems: Quote['problems'] = cart.lines.flatMap(({ sku, problem }) =>
    problem ? [{ sku, kind: problem, detail: problem === 'out' ? words.lineOut : words.lineUnknown }] : [],
  );
  const add = (kind: Quote['problems'][number]['kind'], detail: string) => problems.push({ sku: null, kind, detail });
  if (cart.certificateFault) add('certificate', words.certificate[cart.certificateFault]);
  if (cart.promoFault) add('promo-code', words.promoCode[cart.promoFault]);
  if (request.delivery?.method && !cart.method) add('delivery', words.deliveryUnknown);
  if (cart.belowMinimum !== null) add('minimum', words.belowMinimum(readable(cart.belowMinimum, currency, language)));
  return problems;
};
