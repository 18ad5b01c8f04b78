/** Does one thing, never twice at a time: woken while it runs, it runs once more. */
export interface Worker {
  wake(): void;
  /** Starts no more; true once nothing runs, false if `limit` came first. */
  close(limit: Promise<void>): Promise<boolean>;
}

export function createWorker(run: () => Promise<void>, onError: (error: unknown) => void): Worker {
  let running: Promise<void> | null = null;
  let woken = false;
  let closed = false;

  async function guarded(): Promise<void> {
    woken = false;
    try {
      await run();
    } catch (error) {
      // What failed now fails again at once: the next wake-up is soon enough.
      woken = false;
      onError(error);
    }
  }

  function wake(): void {
    woken = true;
    if (closed || running) return;
    running = guarded().finally(() => {
      running = null;
      if (woken) wake();
    });
  }

  return {
    wake,
    async close(limit) {
      closed = true;
      if (running) await Promise.race([running, limit]);
      return running === null;
    },
  };
}

/** What of an error may be logged: its message might quote an order. What SQLite says of a full disk quotes nothing. */
export const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return 'errstr' in error && typeof error.errstr === 'string' ? error.errstr : error.name;
};
