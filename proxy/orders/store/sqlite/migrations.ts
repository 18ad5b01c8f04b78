import type { DatabaseSync } from 'node:sqlite';

/** Every form the file has had. A released step is never edited: a new one is added below. */
const steps: readonly string[] = [
  `
  create table orders (
    seq integer primary key,
    id text not null unique,
    number text not null,
    number_key text not null,
    -- Empty for a number of ours; else the connection and the site's exact number, which is its own affair.
    number_owner text not null,
    connection text not null,
    state text not null,
    stage text,
    created_at integer not null,
    updated_at integer not null,
    next_at integer,
    attempts integer not null,
    held_until integer,
    submit_before integer,
    submitted_at integer,
    ended_at integer,
    ref text,
    crm_number text,
    crm_number_key text,
    unfinished integer not null,
    key_hash text unique,
    fingerprint text not null,
    phone_hash text,
    key_id text not null,
    body blob not null,
    detail blob not null
  ) strict;
  create unique index numbers on orders (number_key, number_owner);
  create index crm_numbers on orders (crm_number_key) where crm_number_key is not null;
  create index refs on orders (connection, ref) where ref is not null;
  create index phones on orders (phone_hash, created_at) where phone_hash is not null;
  create index forms on orders (fingerprint, created_at) where key_hash is null;
  create index states on orders (state, connection, created_at);
  create index updates on orders (updated_at);
  create index ends on orders (ended_at) where ended_at is not null;

  create table events (
    order_id text not null references orders (id) on delete cascade,
    n integer not null,
    stage text,
    at integer,
    seen_at integer not null,
    content blob not null,
    primary key (order_id, n)
  ) strict, without rowid;

  create table certificates (
    connection text not null,
    hash text not null,
    -- Null once the order is erased: a used certificate stays used.
    order_id text references orders (id) on delete set null,
    primary key (connection, hash)
  ) strict, without rowid;
  create index certificate_orders on certificates (order_id);

  create table jobs (
    id integer primary key,
    key text not null unique,
    kind text not null,
    order_id text,
    state text not null,
    due_at integer not null,
    attempts integer not null,
    settled_at integer,
    payload blob not null
  ) strict;
  create index due_jobs on jobs (state, due_at, id);
  create index order_jobs on jobs (order_id) where order_id is not null;

  create table early (
    seq integer primary key,
    id text not null unique,
    connection text not null,
    ref text not null,
    kept_at integer not null,
    stage text,
    at integer,
    seen_at integer not null,
    content blob not null
  ) strict;
  create index early_refs on early (connection, ref);

  create table lanes (
    connection text primary key,
    paused_until integer,
    step integer not null,
    reason blob
  ) strict, without rowid;
  create table leases (name text primary key, holder text not null, ends_at integer not null) strict, without rowid;
  create table gates (name text primary key, opened_at integer not null) strict, without rowid;
  create table documents (name text primary key, at integer not null, body blob not null) strict;
  -- Every order-book key that has written here, by its id.
  create table keys (id text primary key) strict, without rowid;
  `,
  `
  -- What the site tells a CRM: by whose worker, and of whom.
  alter table jobs add column connection text;
  alter table jobs add column subject text;
  create index crm_jobs on jobs (connection, state, subject, id) where connection is not null;
  `,
  `
  -- Whole numbers for CRMs that know our things by one. Never erased: the CRM keeps them, and the hash tells nobody.
  create table ids (
    connection text not null,
    kind text not null,
    hash text not null,
    id integer not null,
    primary key (connection, kind, hash),
    unique (connection, kind, id)
  ) strict, without rowid;
  `,
];

/** Brings the file to the form this code knows. @throws Error when a newer version made it */
export function migrate(db: DatabaseSync, file: string): void {
  db.exec('begin immediate');
  try {
    db.exec('create table if not exists migrations (version integer primary key, applied_at text not null) strict');
    const done = Number(db.prepare('select coalesce(max(version), 0) as version from migrations').get()?.['version']);
    if (done > steps.length) {
      throw new Error(`The order book ${file} was made by a newer version (${done}; this one knows ${steps.length}).`);
    }
    steps.slice(done).forEach((step, index) => {
      db.exec(step);
      db.prepare(`insert into migrations values (?, datetime('now'))`).run(done + index + 1);
    });
    db.exec('commit');
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
