import { HttpProblem } from '../problem.ts';
import type { OrderOutcome } from '../shop/shop.ts';

type Refused = Exclude<OrderOutcome, { kind: 'accepted' }>;

/** Why an order was not accepted, as a problem. None of these binds the key: a corrected order goes out under it. */
export const refusal = (outcome: Refused): HttpProblem => {
  switch (outcome.kind) {
    case 'already-ordered':
    case 'number-taken':
      return new HttpProblem(outcome.kind, { orderId: outcome.id });
    case 'total-changed':
      return new HttpProblem('total-changed', { quote: outcome.quote });
    case 'certificate-taken':
      return new HttpProblem('certificate-taken', {
        faults: [{ pointer: '#/certificate', code: 'certificate-taken' }],
      });
    case 'invalid':
      return new HttpProblem('invalid', { faults: outcome.refusals });
  }
};
