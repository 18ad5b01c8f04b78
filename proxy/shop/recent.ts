import type { Clock } from '../clock.ts';

/** The last few answers to questions that are asked again and again, each for a while. */
export interface Recent<T> {
  get(question: string): T | undefined;
  put(question: string, answer: T): void;
}

/** As many answers as a busy shop has questions within the while. */
const MOST = 500;

/** Remembers each answer for `ms`, in memory only. */
export const createRecent = <T>(ms: number, clock: Clock): Recent<T> => {
  const answers = new Map<string, { answer: T; until: number }>();
  return {
    get(question) {
      const known = answers.get(question);
      return known && clock.now() < known.until ? known.answer : undefined;
    },
    put(question, answer) {
      const now = clock.now();
      answers.delete(question);
      answers.set(question, { answer, until: now + ms });
      // The eldest stand first.
      for (const [eldest, { until }] of answers) {
        if (answers.size <= MOST && now < until) break;
        answers.delete(eldest);
      }
    },
  };
};
