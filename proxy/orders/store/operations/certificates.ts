import { first, marks, type Op, rows } from '../query.ts';
import type { Intake } from '../store.ts';

/** Ties the order's certificate to it; false if another order has it. */
export function* reserve({ booked, certificateHash, formerCertificateHashes = [] }: Intake): Op<boolean> {
  if (certificateHash === null) return true;
  if (yield* isReserved(booked.connection, formerCertificateHashes)) return false;
  const taken = yield* first(
    'insert into certificates (connection, hash, order_id) values (?, ?, ?) on conflict do nothing returning hash',
    ...[booked.connection, certificateHash, booked.id],
  );
  return taken !== null;
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
