import type { z } from 'zod';
import type { Fault } from '../problem.ts';

type Issue = z.core.$ZodIssue;

/** No form has more fields than a person would correct. */
const MOST = 50;

const pointerOf = (path: readonly PropertyKey[]): string =>
  `#${path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

const tooSmall = (issue: z.core.$ZodIssueTooSmall): Omit<Fault, 'pointer'> => {
  if (issue.origin === 'string')
    return issue.minimum === 1 ? { code: 'required' } : { code: 'too-short', params: { min: String(issue.minimum) } };
  return { code: 'too-few', params: { min: String(issue.minimum) } };
};

const describe = (issue: Issue): Omit<Fault, 'pointer'> => {
  switch (issue.code) {
    case 'invalid_type':
      // zod tells an absent value only in its message, which is fixed for this code.
      if (issue.message.endsWith('undefined')) return { code: 'required' };
      return { code: issue.expected === 'number' || issue.expected === 'int' ? 'not-a-number' : 'bad-format' };
    case 'too_big':
      return { code: issue.origin === 'string' ? 'too-long' : 'too-many', params: { max: String(issue.maximum) } };
    case 'too_small':
      return tooSmall(issue);
    default:
      return { code: 'bad-format' };
  }
};

/** The faults a schema found, in our words' codes. */
export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.slice(0, MOST).map(issue => ({ pointer: pointerOf(issue.path), ...describe(issue) }));
