import { z } from 'zod';
import type { Memo, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import type { Context } from './api.ts';
import { balanceIn, elementOf, factsOf } from './certificate.ts';
import { fieldOf } from './fields.ts';
import { writtenIn } from './wire.ts';

const OPERATION = 'catalogs/{id}/elements/{id}';

/** What the memo keeps of a charge before it goes out: `before` tells afterwards whether it was taken. */
const Plan = z.object({ element: z.string(), amount: z.number(), before: z.number() });
type Plan = z.infer<typeof Plan>;

const refused: Warning[] = [{ code: 'certificate-refused', about: 'certificate', money: true }];

/** What became of a charge whose answer was lost. Another use in between leaves it open: a person looks. */
const wasTaken = ({ before, amount }: Plan, balance: number): boolean => {
  if (balance === before - amount) return true;
  if (balance === before) return false;
  throw new CrmFailure(OPERATION, { kind: 'invalid', taken: 'unknown', code: 'charge-unclear' });
};

/**
 * Takes an order's discount off its certificate. amoCRM only lets a balance be set, so that somebody who changes it in
 * the same second is overruled: the lane sends one order at a time, managers do not.
 */
export const chargeCertificate = async (
  { api, settings, shop }: Context,
  order: Order,
  memo: Memo,
): Promise<Warning[]> => {
  const { certificates } = settings;
  const due = order.discount?.amount ?? 0;
  if (!certificates?.balance || !order.certificate || due <= 0) return refused;
  const element = await elementOf(api, certificates, order.certificate);
  const balance = element && balanceIn(element, certificates, shop.currency);
  if (!element || !balance) return refused;

  const earlier = Plan.safeParse(memo.value['charge']);
  const isValid = factsOf(element, certificates, shop).state === 'valid';
  const fresh: Plan = {
    element: element.id,
    amount: isValid ? Math.min(due, balance.amount) : 0,
    before: balance.amount,
  };
  const plan = earlier.success ? earlier.data : fresh;
  if (plan.amount <= 0) return refused;
  if (!earlier.success) await memo.save({ charge: plan });
  if (!earlier.success || !wasTaken(plan, balance.amount)) {
    const left = toMajorNumber({ amount: plan.before - plan.amount, currency: shop.currency });
    const body = { custom_fields_values: [fieldOf(certificates.balance, { value: left })] };
    const path = `catalogs/${certificates.list}/elements/${plan.element}`;
    await api.call({ method: 'PATCH', operation: OPERATION, path, body }, writtenIn('elements'));
  }
  return plan.amount < due ? refused : [];
};
