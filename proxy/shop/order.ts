import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Money, OrderAnswer } from '../contract/index.ts';
import type { Book, Draft, Identity } from '../orders/book.ts';
import type { Booked } from '../orders/booked.ts';
import type { Acceptance } from '../orders/store/store.ts';
import { answerOf } from './answer.ts';
import { type Clean, normalise } from './normalise.ts';
import type { PriceCart, PricedCart } from './quote.ts';
import { refusalsOf } from './rules.ts';
import type { Asker, OrderOptions, OrderOutcome, Refusal, Shop } from './shop.ts';
import type { Tickets } from './ticket.ts';
import { siteOrder, visitorOrder } from './to-order.ts';

/** How long an answer waits for the CRM's number. */
const PATIENCE = 2_500;

interface Parts {
  config: Pick<Config, 'shop' | 'use'>;
  book: Pick<Book, 'accept' | 'acceptedBefore' | 'settled' | 'history' | 'order'>;
  priceCart: PriceCart;
  tickets: Tickets;
  clock: Clock;
}

type Placed = Draft['order'] | Extract<OrderOutcome, { kind: 'total-changed' | 'invalid' }>;

/** Accepts orders. */
export const createOrder = ({ config, book, priceCart, tickets, clock }: Parts): Pick<Shop, 'order' | 'orderById'> => {
  const answer = async (booked: Booked): Promise<OrderAnswer> =>
    answerOf(booked, await book.history(booked.id), tickets.forOwner(booked));

  const outcomeOf = async (acceptance: Acceptance): Promise<OrderOutcome> => {
    if (acceptance.kind === 'repeated') {
      return { kind: 'accepted', answer: await answer(acceptance.booked), repeated: true };
    }
    if (acceptance.kind !== 'accepted') return acceptance;
    const { booked } = acceptance;
    const settled = await book.settled(booked.id, PATIENCE);
    return { kind: 'accepted', answer: await answer(settled ?? booked), repeated: false };
  };

  const place = async (request: Clean, asker: Asker, mayLookUp: boolean): Promise<Placed> => {
    const context = { request, asker, shop: config.shop, now: clock.now() };
    if (asker.source === 'site') {
      const refusals = currencyRefusals(request, config.shop.currency);
      return refusals.length > 0 ? invalid(refusals) : siteOrder(context);
    }
    const refusals = refusalsOf(request, config.shop, context.now);
    if (refusals.length > 0) return invalid(refusals);
    const cart = await priceCart(request, { language: asker.language, isOrder: true, mayLookUp });
    const faults = cartRefusals(cart, config.shop);
    if (faults.length > 0) return invalid(faults);
    if (differs(request.expectedTotal, cart.quote.total)) return { kind: 'total-changed', quote: cart.quote };
    return visitorOrder(context, cart);
  };

  return {
    async order(request, asker, options) {
      const connection = config.use.orders;
      if (connection === null) return invalid([{ pointer: '#', code: 'orders-off' }]);
      const normalised = normalise(request, asker.source, config.shop);
      if (!normalised.ok) return invalid(normalised.refusals);
      const identity = identityOf(connection, normalised.fingerprint, asker, options);
      const before = await book.acceptedBefore(identity);
      if (before) return outcomeOf(before);
      const order = await place(normalised.request, asker, options.mayLookUp ?? true);
      if ('kind' in order) return order;
      return outcomeOf(await book.accept({ ...identity, order, ...holdOf(normalised.request, options) }));
    },

    async orderById(id) {
      const booked = await book.order(id);
      return booked && answer(booked);
    },
  };
};

const invalid = (refusals: Refusal[]): Extract<OrderOutcome, { kind: 'invalid' }> => ({ kind: 'invalid', refusals });

const identityOf = (connection: string, fingerprint: string, asker: Asker, options: OrderOptions): Identity => ({
  connection,
  fingerprint,
  idempotencyKey: options.idempotencyKey,
  form: asker.source === 'form' && options.idempotencyKey === null,
});

/** The site may ask to wait; a suspicious order waits for a manager. */
const holdOf = ({ hold = false }: Clean, { looksWrong = false }: OrderOptions): Pick<Draft, 'hold' | 'holdReason'> =>
  looksWrong && !hold ? { hold: true, holdReason: 'looks-wrong' } : { hold };

const differs = (expected: Money | undefined, total: Money | null): boolean =>
  expected !== undefined && (expected.amount !== total?.amount || expected.currency !== total.currency);

/** What only the priced cart shows. */
const cartRefusals = (cart: PricedCart, { currency, unpriced }: Config['shop']): Refusal[] => {
  const refusals: Refusal[] = [];
  if (unpriced === 'refuse') {
    const nobodys = [...cart.lines.entries()].filter(([, line]) => line.piece === null);
    refusals.push(...nobodys.map(([index]) => ({ pointer: `#/lines/${index}/sku`, code: 'unpriced' })));
  }
  const isPriced = cart.lines.every(line => line.piece !== null);
  if (isPriced && cart.sums.total === null) refusals.push({ pointer: '#/lines', code: 'too-much' });
  if (cart.belowMinimum !== null) {
    const params = { amount: String(cart.belowMinimum), currency };
    refusals.push({ pointer: '#/lines', code: 'below-minimum', params });
  }
  if (cart.certificateFault) {
    refusals.push({ pointer: '#/certificate', code: `certificate-${cart.certificateFault}` });
  }
  if (cart.promoFault) refusals.push({ pointer: '#/promoCode', code: `promo-code-${cart.promoFault}` });
  return refusals;
};

/** Sums of two currencies cannot be added up. */
export const currencyRefusals = ({ lines, delivery, discount, payments }: Clean, currency: string): Refusal[] => {
  const given: [pointer: string, amount: Money | undefined][] = [
    ...lines.flatMap((line, at): [string, Money | undefined][] => [
      [`#/lines/${at}/price`, line.price],
      [`#/lines/${at}/discount`, line.discount],
      ...(line.options ?? []).map((option, n): [string, Money | undefined] => [
        `#/lines/${at}/options/${n}/price`,
        option.price,
      ]),
    ]),
    ...(payments ?? []).map((payment, at): [string, Money | undefined] => [`#/payments/${at}/amount`, payment.amount]),
    ['#/delivery/cost', delivery?.cost],
    ['#/discount', discount],
  ];
  return given
    .filter(([, amount]) => amount !== undefined && amount.currency !== currency)
    .map(([pointer]) => ({ pointer, code: 'currency', params: { currency } }));
};
