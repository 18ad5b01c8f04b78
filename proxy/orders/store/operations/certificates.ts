import type { Booked, Change } from '../../booked.ts';
import { first, marks, type Op, rows } from '../query.ts';
import { CertificateTaken, type Intake } from '../store.ts';

type Reservation = Pick<Intake, 'certificateHash' | 'formerCertificateHashes'> & {
  booked: Pick<Booked, 'id' | 'connection'>;
};
type TakeCertificate = NonNullable<Change['takeCertificate']>;

/** Ties the order's certificate to it; false if another order has it. */
export function* reserve({ booked, certificateHash, formerCertificateHashes = [] }: Reservation): Op<boolean> {
  if (certificateHash === null) return true;
  if (yield* isReserved(booked.connection, formerCertificateHashes)) return false;
  const taken = yield* first(
    'insert into certificates (connection, hash, order_id) values (?, ?, ?) on conflict do nothing returning hash',
    ...[booked.connection, certificateHash, booked.id],
  );
  return taken !== null;
}

/** @throws CertificateTaken where it must be had and another order has it: then nothing of the change is written */
export function* reserveAgain({ id, connection }: Booked, { hashes, must }: TakeCertificate): Op<void> {
  const [hash = '', ...formerCertificateHashes] = hashes;
  const sql = `select hash from certificates where connection = ? and order_id = ? and hash in (${marks(hashes)})`;
  if ((yield* first(sql, connection, id, ...hashes)) !== null) return;
  const intake = { booked: { id, connection }, certificateHash: hash, formerCertificateHashes };
  if (!(yield* reserve(intake)) && must) throw new CertificateTaken();
}

/** Whether one of these hashes, all of one code, is reserved. Outlives the order: a used certificate stays used. */
export function* isReserved(connection: string, hashes: readonly string[]): Op<boolean> {
  if (hashes.length === 0) return false;
  const sql = `select hash from certificates where connection = ? and hash in (${marks(hashes)})`;
  return (yield* first(sql, connection, ...hashes)) !== null;
}

export function* free(orderId: string): Op<void> {
  yield* rows('delete from certificates where order_id = ?', orderId);
}
