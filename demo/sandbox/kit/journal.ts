/** What the CRM was asked, for people and tests to look at. */

const KEPT = 10_000;

export interface JournalEntry {
  /** When the call came, ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  crmMethod: string | null;
  /** The HTTP status answered; null while, or when, there is no answer. */
  status: number | null;
  /** The CRM's own result code, where it has one. */
  result: string | null;
  /** The fault that hit the call. */
  fault: string | null;
}

export interface Journal {
  /** Notes a call as it comes; the caller fills in the rest when it knows. */
  open(method: string, path: string): JournalEntry;
  entries(): readonly JournalEntry[];
}

/** A journal of the latest calls, oldest first. */
export function createJournal(now: () => number): Journal {
  const entries: JournalEntry[] = [];
  return {
    open(method, path) {
      const time = new Date(now()).toISOString();
      const entry: JournalEntry = { time, method, path, crmMethod: null, status: null, result: null, fault: null };
      entries.push(entry);
      if (entries.length > KEPT) entries.shift();
      return entry;
    },
    entries: () => entries,
  };
}
