import { pino } from 'pino';

/** Facts of a log line: codes, counts, names of our own. Never a phone, a code, an order's id or text, or a secret. */
export type LogFacts = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  debug(event: string, facts?: LogFacts): void;
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

/** Lines leave while the next request is served: a write that blocked would cost more than a cached answer does. */
const standardOutput = () => pino.destination({ dest: 1, sync: false });

export const createLog = (level: string, destination: { write(line: string): void } = standardOutput()): Log => {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    destination,
  );
  return {
    debug: (event, facts) => logger.debug(facts ?? {}, event),
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    error: (event, facts) => logger.error(facts ?? {}, event),
  };
};
