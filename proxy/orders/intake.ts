import type { ParsedConfig } from '../config/schema.ts';
import type { Draft, Identity } from './book.ts';
import type { Booked } from './booked.ts';
import type { Keys } from './seal.ts';
import type { Intake, Repetition } from './store/store.ts';

/** A form sent twice within this is one order. */
const SAME_FORM_MS = 10 * 60_000;

type Terms = Pick<ParsedConfig['shop'], 'submitWithin' | 'heldFor'>;

/** What an order is known by in the book. */
interface Named {
  id: string;
  number: string;
}

/**
 * The last moment at which an order may still go to the CRM by itself. One for a later time goes out at once but
 * stays useful until that time; one for sooner is useless after it.
 */
export function submitBefore(
  deliveryAt: string | undefined,
  now: number,
  { submitWithin }: Pick<Terms, 'submitWithin'>,
): number {
  const at = deliveryAt === undefined ? Number.NaN : Date.parse(deliveryAt);
  return Number.isNaN(at) ? now + submitWithin : at;
}

/** A draft as the book takes it in: identified, dated, and hashed where the store may not see the clear text. */
export function intakeOf(draft: Draft, named: Named, keys: Keys, shop: Terms, now: number): Intake {
  const booked = bookedOf(draft, named, shop, now);
  const { customer, certificate } = booked.order;
  const [certificateHash = null, ...formerCertificateHashes] = certificate ? certificateHashes(keys, certificate) : [];
  return {
    booked,
    ...repetitionOf(draft, keys, now),
    siteNumber: draft.order.number ?? null,
    certificateHash,
    formerCertificateHashes,
    // A phone nobody could read cannot be asked for either.
    phoneHash: customer.phone?.startsWith('+') ? keys.hmac('phone', customer.phone) : null,
    jobs: [],
  };
}

/** What tells a draft from those accepted before. */
export function repetitionOf({ form, idempotencyKey, fingerprint }: Identity, keys: Keys, now: number): Repetition {
  const [keyHash = null, ...formerKeyHashes] =
    idempotencyKey === null ? [] : keys.hmacAll('idempotency', idempotencyKey);
  const [hash = '', ...formerFingerprints] = keys.hmacAll('fingerprint', fingerprint);
  return {
    keyHash,
    formerKeyHashes,
    fingerprint: hash,
    formerFingerprints,
    sameFormSince: form && idempotencyKey === null ? now - SAME_FORM_MS : null,
  };
}

/** What a certificate is known by; people type its letters in either case. */
export const certificateHashes = (keys: Keys, code: string): string[] =>
  keys.hmacAll('certificate', code.trim().toUpperCase());

function bookedOf(draft: Draft, { id, number }: Named, shop: Terms, now: number): Booked {
  const order = { ...draft.order, id, number, externalId: number };
  return {
    id,
    number,
    connection: draft.connection,
    state: draft.hold ? 'held' : 'waiting',
    stage: null,
    status: null,
    createdAt: now,
    updatedAt: now,
    nextAt: null,
    attempts: 0,
    heldUntil: draft.hold ? now + shop.heldFor : null,
    submitBefore: submitBefore(order.delivery.at, now, shop),
    submittedAt: null,
    ref: null,
    crmNumber: null,
    unfinished: false,
    reason: draft.hold ? (draft.holdReason ?? null) : null,
    warnings: [],
    memo: {},
    order,
  };
}
