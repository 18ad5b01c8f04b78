import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Connection } from '../crm/connection.ts';
import type { Log } from '../log.ts';
import type { Book } from '../orders/book.ts';
import type { Keys } from '../orders/seal.ts';
import type { Store } from '../orders/store/store.ts';
import { subjectsOf } from './asked.ts';
import { createAvailability } from './availability.ts';
import { createBudget } from './budget.ts';
import { createCatalogue } from './catalogue.ts';
import { createCertificates } from './certificate.ts';
import { describeShop } from './describe.ts';
import { createFileCatalogue } from './file-catalogue.ts';
import { createLookup } from './lookup.ts';
import { createOrder } from './order.ts';
import { createPromos } from './promo.ts';
import { createPriceCart } from './quote.ts';
import { createShelves } from './shelf.ts';
import type { Shop } from './shop.ts';
import { createStock } from './stock.ts';
import { createTell } from './tell.ts';
import { createTickets, createWatch } from './ticket.ts';
import { createFindTracked } from './tracked.ts';

export interface ShopParts {
  config: Config;
  connections: ReadonlyMap<string, Connection>;
  book: Book;
  store: Store;
  keys: Pick<Keys, 'hmac' | 'sealToken' | 'openToken'>;
  clock: Clock;
  log: Log;
}

/** Articles that only carry a price: delivery, packaging. Nobody picks them from a list. */
const servicesOf = ({ delivery, unlisted }: Config['shop']): ReadonlySet<string> =>
  new Set([...unlisted, ...delivery.flatMap(({ articleSku }) => articleSku ?? [])]);

/** What a shop can be asked, over its connections and its order book. */
export const createShop = ({ config, connections, book, store, keys, clock, log }: ShopParts): Shop => {
  const { shop, use } = config;
  const named = (name: string | null) => (name === null ? null : (connections.get(name) ?? null));
  const budget = createBudget(config.limits.crmReads, clock);

  const reading = { store, budget, clock, log };
  const catalogues = new Map([...connections].map(([name, each]) => [name, createCatalogue(each, reading)] as const));
  const selling = named(use.availability);
  const listing = [selling, named(use.orders)].find(each => each?.methods.catalogue);
  // The shop's own file, where there is one, is the catalogue; only stock is a CRM's then.
  const catalogue = shop.catalogue
    ? createFileCatalogue(shop.catalogue, shop.currency, { clock, log })
    : ((listing && catalogues.get(listing.name)) ?? null);
  const shelves = createShelves(catalogue, selling && createStock(selling, reading));

  const certifying = named(use.certificate);
  const certificates = createCertificates({
    connection: certifying,
    orders: use.orders,
    book,
    keys,
    budget,
    clock,
    log,
  });
  const redeems = certifying?.manifest.redeems(certifying.config.settings) ?? null;
  const codes = certifying?.manifest.valuesPromoCodes ? certificates : null;
  const judgePromo = createPromos({ shop, codes, clock });
  const priceCart = createPriceCart({ config, shelves, certificates, redeems, judgePromo });

  const tickets = createTickets(keys, clock);
  const finding = use.orderStatus.flatMap(name => named(name) ?? []);
  const findTracked = createFindTracked({ connections: finding, budget, clock, log });
  const { lookup, showBooked } = createLookup({ config, book, findTracked, tickets, clock, log });
  const { order, orderById } = createOrder({ config, book, priceCart, tickets, clock });

  return {
    describe: () => describeShop(config),
    async quote(request, { language = shop.language, mayLookUp = true } = {}) {
      return (await priceCart(request, { language, isOrder: false, mayLookUp })).quote;
    },
    order,
    orderById,
    tell: createTell({ config, connections, book }),
    receipt: id => book.order(id),
    lookup,
    subjects: request => subjectsOf(request, shop.phoneCountry),
    certificate: code => certificates.answer(code),
    availability: createAvailability(shelves, servicesOf(shop)),
    catalogueAge: async name => (await catalogues.get(name)?.age()) ?? null,
    watch: createWatch(tickets, showBooked),
  };
};
