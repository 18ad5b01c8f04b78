import type { z } from 'zod';
import type { Stage } from '../contract/index.ts';
import type {
  CertificateFacts,
  CrmStatus,
  CustomerFact,
  Directory,
  HookRequest,
  InCrm,
  MappedCode,
  PaymentFact,
  Product,
  StatusChange,
  StockReport,
  Submitted,
  TrackedOrder,
  UploadedRow,
  Warning,
} from './facts.ts';
import type { OAuth } from './oauth.ts';
import type { Order } from './order.ts';

export type * from './facts.ts';
export type * from './oauth.ts';

/** One call to a CRM, before `authorize` has put the secret in. */
export interface CrmRequest {
  /** The CRM's own name of the operation (`new_order`): for logs, quota weights and failures. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /**
   * A `submit` gets a fresh connection, is never retried by us and goes before every `read`, for which somebody waits. A
   * `sweep` is a read nobody waits for, such as a page of a whole catalogue: it goes last, and bides its turn.
   */
  kind: 'submit' | 'read' | 'sweep';
  /** HTTP statuses of 400 and above that the adapter wants to read itself instead of a failure. */
  accept?: number[];
  /** HTTP statuses that mean "too many calls" to this CRM, whatever they mean elsewhere. */
  limits?: number[];
  timeoutMs?: number;
}

export interface CrmAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** How an adapter calls its CRM: bound to one connection, authorised, within its quota, origins and size cap. */
export interface CrmHttp {
  /** @throws CrmFailure */
  call(request: CrmRequest): Promise<CrmAnswer>;
}

/** `rate`: at most `n` weights in any `perMs`. `concurrency`: at most `n` calls in flight. */
export type Quota = ({ kind: 'rate'; n: number; perMs: number } | { kind: 'concurrency'; n: number }) & {
  /** Whether a call of this operation counts; absent: every call does. */
  counts?(operation: string): boolean;
};

export type Secrets = Record<string, string>;

/** What the shop is, for adapters that need to know. */
export interface ShopFacts {
  timeZone: string;
  currency: string;
  language: string;
  /** ISO 3166 code of the country whose phones are written without a prefix. */
  phoneCountry: string;
  now(): number;
}

/** What a connection keeps in the order book, encrypted, shared by all processes and found again after a restart. */
export interface Keep {
  /** The text under this name; null: there is none. */
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
  /**
   * A whole number for each key of a kind, from 1 up, the same for ever: for CRMs that know our things by an integer.
   * The key may be personal (an e-mail): only a hash of it is kept.
   */
  idOf(kind: string, key: string): Promise<number>;
  /** A secret address of ours where the CRM may fetch this text for so many milliseconds. Part of no log. */
  offer(text: string, contentType: string, ms: number): Promise<string>;
}

/** A small durable record of one order's steps, found again at its next attempt. */
export interface Memo {
  readonly value: Readonly<Record<string, unknown>>;
  save(patch: Record<string, unknown>): Promise<void>;
}

/** Everything a connection may be able to do; a method that is absent is a capability it lacks. All throw CrmFailure. */
export interface CrmMethods {
  /** `hookUrl` is ours, with a token of this one order, for CRMs that take one. */
  submitOrder?(order: Order, memo: Memo, hookUrl: string): Promise<Submitted>;
  /** Completes an order that was created incomplete. */
  finish?(order: Order, memo: Memo): Promise<Warning[]>;
  /** `complete: false` means the CRM could not be searched thoroughly: absence proves nothing. */
  findSubmitted?(order: Order): Promise<{ found: Submitted | null; complete: boolean }>;
  findOrders?(by: { number?: string; phone?: string }): Promise<TrackedOrder[]>;
  certificate?(code: string): Promise<CertificateFacts | null>;
  /**
   * Gives back what an order took off its certificate, once the order is cancelled. Done at least once: the memo says
   * what was taken, and keeps it from being given back twice.
   */
  releaseCertificate?(order: Order, memo: Memo): Promise<void>;
  availability?(skus: string[]): Promise<StockReport>;
  catalogue?(): AsyncIterable<Product>;
  /**
   * Empty for a call that is harmless but says nothing (a URL check); `ask` where it says that something changed but
   * not what, or not so that it may be believed: then `changesSince` is asked at once. Throws CrmFailure `invalid` for
   * nonsense.
   */
  parseHook?(request: HookRequest): StatusChange[] | 'ask';
  changesSince?(cursor: string | null): Promise<{ changes: StatusChange[]; cursor: string }>;
  /** Sets the CRM's own status code. Done at least once: setting it again must be harmless. */
  setStatus?(order: InCrm, status: string): Promise<void>;
  /** Tells of a payment. Done at least once: a payment that is there already is not added again. */
  recordPayment?(order: InCrm, payment: PaymentFact): Promise<void>;
  /** Creates or updates a customer by the site's own id. */
  saveCustomer?(customer: CustomerFact): Promise<void>;
  /** Existing customers, at most 50; one that is there already is left as it is. The same pack again is harmless. */
  uploadCustomers?(customers: readonly CustomerFact[]): Promise<UploadedRow[]>;
  /** Existing orders, at most 50, as they stand in the shop: `number` and `placedAt` are their own. Likewise. */
  uploadOrders?(orders: readonly Order[]): Promise<UploadedRow[]>;
  directory?(): Promise<Directory>;
  /** Has the CRM send its notifications to this address of ours: registers it, or corrects what is registered already. */
  addHook?(url: string): Promise<void>;
  /** Takes back whatever `addHook` registered for this connection of ours; harmless where there is nothing. */
  removeHook?(url: string): Promise<void>;
  /** One harmless call that proves address, secret and tariff, for `crm-proxy check`; says what it saw in one line. */
  probe(): Promise<string>;
}

export type Capability = Exclude<keyof CrmMethods, 'probe'>;

/** `crm`: by the order we send. `order-book`: our reservation is the truth. `manager`: by hand, the code travels. */
export type Redeems = 'crm' | 'order-book' | 'manager';

export interface Manifest<Settings extends object = object> {
  type: string;
  title: string;
  /** The connection's own keys in crm.config.json, each described; its secrets are named apart. */
  settings: z.ZodType<Settings>;
  /** Keys of the connection whose values are secret: only `authorize` gets them. */
  secretKeys: readonly string[];
  /** Those of them that a connection may do without. */
  optionalSecretKeys?: readonly string[];
  /** The only origins this connection may call. */
  origins(settings: Settings): string[];
  quotas(settings: Settings): Quota[];
  /** Whom a quota counts for: connections with the same secret (`key`) or the same CRM address (`address`) share it. */
  quotaScope: 'key' | 'address';
  /** What one call weighs in a rate quota, where not 1. */
  weight?(operation: string, settings: Settings): number;
  repeat(settings: Settings): 'safe' | 'ask' | 'never';
  /** false: no timed job may call this CRM; only a visitor's request may. */
  background: boolean;
  /** An IANA zone, or `shop`: the CRM writes times without an offset in the shop's own. */
  clockZone: string;
  /** Who takes a certificate's value from it; it may depend on what the settings make of one. */
  redeems(settings: Settings): Redeems;
  /** Every code of the CRM that the settings name: `crm-proxy check` looks each one up in the directory. */
  mapped?(settings: Settings): MappedCode[];
  /** Its `certificate` values promo codes too; a CRM that does not is handed a promo code as a text. */
  valuesPromoCodes?: boolean;
  /** Order fields (`fields.x`) that set money or a client's identity in the CRM: no public form may fill them. */
  siteOnly?(settings: Settings): { path: string; from: string }[];
  /** How old each read may be, and how often it may be asked at all, in milliseconds. */
  freshness: { catalogueMs: number; availabilityMs(settings: Settings): number };
  /** `with setting X` or `without setting X` where it depends on that being there; absent where this CRM cannot. */
  capabilities: Partial<Record<Capability, 'yes' | `with setting ${string}` | `without setting ${string}`>>;
  /**
   * What of the CRM's own API the config may open to the site's back end: paths of harmless GETs, behind the first of
   * `origins`; `*` is one part of letters, digits, `-` and `_`. Absent where `authorize` does more than add headers.
   */
  forward?: { paths: readonly string[] };
  /** The stage a status stands for by its name, where the config says nothing. */
  stageOf(status: CrmStatus): Stage | null;
  /** What a person has to do in the CRM so that it notifies us, a step a line, where no API can. */
  hookSteps?(url: string): string[];
  /** Where a person takes our access back in the CRM. */
  revokeUrl?(settings: Settings): string;
  docs: { title: string; url: string; checked: string }[];
}

export interface Crm<Settings extends object = object> {
  manifest: Manifest<Settings>;
  /** Puts the secret into a request. The only function of an adapter that sees one. */
  authorize(request: CrmRequest, secrets: Secrets): CrmRequest | Promise<CrmRequest>;
  oauth?: OAuth<Settings>;
  connect(settings: Settings, http: CrmHttp, shop: ShopFacts, keep: Keep): CrmMethods;
}

/** Declares an adapter. Typed by its settings inside, uniform outside. */
export const defineCrm = <Settings extends object>(crm: Crm<Settings>): Crm<Settings> => crm;
