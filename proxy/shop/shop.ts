import type {
  AvailabilityAnswer,
  AvailabilityRequest,
  CertificateAnswer,
  FoundOrder,
  OrderAnswer,
  OrderRequest,
  OrderStatusAnswer,
  OrderStatusRequest,
  Quote,
  QuoteRequest,
  Shop as ShopAnswer,
  SiteOrderRequest,
} from '../contract/index.ts';
import type { Booked } from '../orders/booked.ts';
import type { SiteNews, TellOutcome } from './tell.ts';

/** Who asks, as far as the shop needs to know. */
export interface Asker {
  source: 'page' | 'form' | 'site';
  /** The page's origin; null for the site's back end. */
  origin: string | null;
  /** BCP 47, chosen from Accept-Language among those we speak. */
  language: string;
}

export interface QuoteOptions {
  /** Of the problems' texts; the shop's own where it is absent. */
  language?: string;
  /** False: the certificate is left to a manager, as when its CRM cannot be asked. */
  mayLookUp?: boolean;
}

export interface OrderOptions extends Pick<QuoteOptions, 'mayLookUp'> {
  idempotencyKey: string | null;
  /** The route's limits found it suspicious: accept it held, for a manager. */
  looksWrong?: boolean;
}

export type Refusal = { pointer: string; code: string; params?: Record<string, string> };

export type OrderOutcome =
  | { kind: 'accepted'; answer: OrderAnswer; repeated: boolean }
  | { kind: 'already-ordered'; id: string }
  | { kind: 'total-changed'; quote: Quote }
  | { kind: 'certificate-taken' }
  | { kind: 'number-taken'; id: string }
  /** Faults of fields; texts are made by the routes in the asker's language. */
  | { kind: 'invalid'; refusals: Refusal[] };

/** What a shop can be asked. Knows no HTTP. */
export interface Shop {
  describe(language: string): ShopAnswer;
  quote(request: QuoteRequest, options?: QuoteOptions): Promise<Quote>;
  order(request: OrderRequest | SiteOrderRequest, asker: Asker, options: OrderOptions): Promise<OrderOutcome>;
  /** What the site's back end tells for the CRM: once `taken` it is written down. The same key tells one thing once. */
  tell(news: SiteNews, idempotencyKey: string): Promise<TellOutcome>;
  /** One order by its unguessable id. */
  orderById(id: string): Promise<OrderAnswer | null>;
  /** For the receipt: what the visitor may see of his own order. */
  receipt(id: string): Promise<Booked | null>;
  lookup(request: OrderStatusRequest): Promise<OrderStatusAnswer>;
  /** What a lookup is about, normalised, for limits by subject: E.164, a bare number; null when it cannot be understood. */
  subjects(request: OrderStatusRequest): string[];
  certificate(code: string): Promise<CertificateAnswer | null>;
  availability(request: AvailabilityRequest): Promise<AvailabilityAnswer>;
  /** What is stored of a connection's catalogue, without asking the CRM. */
  catalogueAge(connection: string): Promise<{ products: number; at: number } | null>;
  /** Rows for a ticket, as fresh as the order book; null for a bad or expired one. */
  watch(ticket: string): { orderIds: string[]; rows(): Promise<FoundOrder[]> } | null;
}
