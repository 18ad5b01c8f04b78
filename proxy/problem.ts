import type { Problem, Quote } from './contract/index.ts';
import { faultWords, problemWords } from './guard/words.ts';

/** Every problem the proxy answers with, and its HTTP status. The names are stable: pages and back ends branch on them. */
export const PROBLEMS = {
  malformed: 400,
  'query-refused': 400,
  'key-required': 400,
  'form-expired': 400,
  unauthorized: 401,
  'ticket-expired': 401,
  'origin-not-allowed': 403,
  'key-in-browser': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'total-changed': 409,
  'certificate-taken': 409,
  'number-taken': 409,
  'state-conflict': 409,
  'too-large': 413,
  'unsupported-type': 415,
  invalid: 422,
  'already-ordered': 422,
  'key-reused': 422,
  'too-many-requests': 429,
  internal: 500,
  'not-supported': 501,
  'crm-failed': 502,
  'crm-key-refused': 502,
  unavailable: 503,
} as const;
export type ProblemName = keyof typeof PROBLEMS;

/** A fault of one field, before it is put into words: where, what, and the numbers the sentence needs. */
export interface Fault {
  pointer: string;
  code: string;
  params?: Record<string, string>;
}

export interface ProblemFacts {
  faults?: Fault[];
  retryAfter?: number;
  orderId?: string;
  quote?: Quote;
}

/** Thrown by guards and routes; the error handler puts it into the visitor's language and dialect. */
export class HttpProblem extends Error {
  readonly problem: ProblemName;
  readonly facts: ProblemFacts;

  constructor(problem: ProblemName, facts: ProblemFacts = {}) {
    super(problem);
    this.name = 'HttpProblem';
    this.problem = problem;
    this.facts = facts;
  }

  get status(): number {
    return PROBLEMS[this.problem];
  }
}

/** The RFC 9457 body of a problem. */
export const problemBody = ({ problem, status, facts }: HttpProblem, language: string): Problem => {
  const { faults, ...rest } = facts;
  return {
    type: `urn:crm-widgets:${problem}`,
    ...problemWords(problem, language),
    status,
    ...(faults && {
      errors: faults.map(({ pointer, code, params }) => ({ pointer, detail: faultWords(code, language, params) })),
    }),
    ...rest,
  };
};
