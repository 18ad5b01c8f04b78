import type { Booked } from '../../booked.ts';
import { hasEnded } from '../applied.ts';
import type { Context } from '../context.ts';
import { numberKey } from '../numbers.ts';
import { first, marks, type Op, type Row, rows } from '../query.ts';
import { birthColumns, lifeColumns, toBooked } from '../rows.ts';
import type { Acceptance, Intake, Repetition } from '../store.ts';
import { reserve } from './certificates.ts';
import { addEvent } from './events.ts';
import { addJobs } from './jobs.ts';

/** Takes an order in, or says which order or certificate stands in its way and writes nothing. */
export function* accept(context: Context, intake: Intake): Op<Acceptance> {
  const standing = yield* inTheWay(context, intake);
  if (standing) return standing;
  if (!(yield* insert(context, intake))) {
    // Another process was first: what it wrote can be seen now.
    return (yield* inTheWay(context, intake)) ?? clash(intake.booked);
  }
  if (!(yield* reserve(intake))) {
    yield* rows('delete from orders where id = ?', intake.booked.id);
    return { kind: 'certificate-taken' };
  }
  if (intake.booked.status) yield* addEvent(context, intake.booked.id, intake.booked.status);
  yield* addJobs(context, intake.jobs);
  return { kind: 'accepted', booked: intake.booked };
}

function* inTheWay(context: Context, intake: Intake): Op<Acceptance | null> {
  return (yield* acceptedBefore(context, intake)) ?? (yield* sameNumber(intake));
}

/** What is known under this key, or of this form sent a moment ago. */
export function* acceptedBefore(context: Context, by: Repetition): Op<Acceptance | null> {
  return (yield* sameKey(context, by)) ?? (yield* sameForm(context, by));
}

function* sameKey(
  { keys }: Context,
  { keyHash, formerKeyHashes = [], fingerprint, formerFingerprints = [] }: Repetition,
): Op<Acceptance | null> {
  if (keyHash === null) return null;
  const hashes = [keyHash, ...formerKeyHashes];
  const row = yield* first(`select * from orders where key_hash in (${marks(hashes)})`, ...hashes);
  if (!row) return null;
  return [fingerprint, ...formerFingerprints].includes(String(row['fingerprint']))
    ? { kind: 'repeated', booked: toBooked(keys, row) }
    : { kind: 'already-ordered', id: idOf(row) };
}

function* sameForm(
  { keys }: Context,
  { sameFormSince, fingerprint, formerFingerprints = [] }: Repetition,
): Op<Acceptance | null> {
  if (sameFormSince === null) return null;
  const prints = [fingerprint, ...formerFingerprints];
  const row = yield* first(
    `select * from orders where key_hash is null and fingerprint in (${marks(prints)}) and created_at > ?
     order by created_at desc limit 1`,
    ...prints,
    sameFormSince,
  );
  return row && { kind: 'repeated', booked: toBooked(keys, row) };
}

/** A site's numbers are its own affair, per connection; ours must be unlike every number that can be asked for. */
function* sameNumber({ siteNumber, booked }: Intake): Op<Acceptance | null> {
  const key = numberKey(booked.number);
  const row =
    siteNumber === null
      ? yield* first('select id from orders where number_key = ?', key)
      : yield* first(
          'select id from orders where number_key = ? and number_owner = ?',
          key,
          ownerOf(booked, siteNumber),
        );
  return row && { kind: 'number-taken', id: idOf(row) };
}

const ownerOf = ({ connection }: Booked, siteNumber: string | null): string =>
  siteNumber === null ? '' : JSON.stringify([connection, siteNumber]);

function* insert({ keys }: Context, intake: Intake): Op<boolean> {
  const { booked, siteNumber, keyHash, fingerprint, phoneHash } = intake;
  const columns = {
    ...birthColumns(keys, booked),
    ...lifeColumns(keys, booked),
    ended_at: hasEnded(booked) ? booked.createdAt : null,
    number_owner: ownerOf(booked, siteNumber),
    key_hash: keyHash,
    fingerprint,
    phone_hash: phoneHash,
  };
  const names = Object.keys(columns);
  const sql = `insert into orders (${names.join(', ')}) values (${marks(names)}) on conflict do nothing returning id`;
  return (yield* first(sql, ...Object.values(columns))) !== null;
}

const idOf = (row: Row): string => String(row['id']);

function clash({ number }: Booked): never {
  throw new Error(`Order ${number} has the id of another order`);
}
