import type { Log, LogFacts } from '../../proxy/log.ts';

/** A log that keeps its lines. */
export const keepLog = (): Log & { lines: (readonly [event: string, facts: LogFacts | undefined])[] } => {
  const lines: (readonly [string, LogFacts | undefined])[] = [];
  const keep = (event: string, facts?: LogFacts): void => void lines.push([event, facts]);
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
};

/** What a call came to: its value, or the facts of its failure. */
export const outcome = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return await call;
  } catch (error) {
    const { name, kind, taken, code, retryAfterMs } = error as Record<string, unknown>;
    return { name, kind, taken, code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
};
