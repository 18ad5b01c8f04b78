import { z } from 'zod';
import type { Memo, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber } from '../money.ts';
import { certificateDue, type Order } from '../order.ts';
import type { Context } from './api.ts';
import { balanceIn, type CertificateSettings, elementOf, factsOf } from './certificate.ts';
import { fieldOf } from './fields.ts';
import { writtenIn } from './wire.ts';

const OPERATION = 'catalogs/{id}/elements/{id}';

/** What the memo keeps of a charge before it goes out: `before` tells afterwards whether it was taken. */
const Plan = z.object({ element: z.string(), amount: z.number(), before: z.number() });
type Plan = z.infer<typeof Plan>;

const refused: Warning[] = [{ code: 'certificate-refused', about: 'certificate', money: true }];

const unclear = (): CrmFailure =>
  new CrmFailure(OPERATION, { kind: 'invalid', taken: 'unknown', code: 'charge-unclear' });

/** What became of a change whose answer was lost. Another use in between leaves it open: a person looks. */
const wasMade = ({ before, after }: { before: number; after: number }, balance: number): boolean => {
  if (balance === after) return true;
  if (balance === before) return false;
  throw unclear();
};

const setBalance = async (
  { api, shop }: Pick<Context, 'api' | 'shop'>,
  { list, balance = '' }: CertificateSettings,
  element: string,
  amount: number,
): Promise<void> => {
  const value = toMajorNumber({ amount, currency: shop.currency });
  const body = { custom_fields_values: [fieldOf(balance, { value })] };
  const path = `catalogs/${list}/elements/${element}`;
  await api.call({ method: 'PATCH', operation: OPERATION, path, body }, writtenIn('elements'));
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
  const due = certificateDue(order);
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
  if (!earlier.success || !wasMade({ ...plan, after: plan.before - plan.amount }, balance.amount)) {
    await setBalance({ api, shop }, certificates, plan.element, plan.before - plan.amount);
  }
  return plan.amount < due ? refused : [];
};

const Return = z.object({ before: z.number(), after: z.number() });

/** Gives back what was charged, once: the balance is set, as it was for the charge. */
export const releaseCertificate = async (context: Context, order: Order, memo: Memo): Promise<void> => {
  const { api, shop, settings } = context;
  const { certificates } = settings;
  const charged = Plan.safeParse(memo.value['charge']).data;
  if (!certificates?.balance || !order.certificate || !charged || memo.value['released'] === true) return;
  // Nobody knows whether it was taken.
  if (memo.value['charged'] !== true) throw unclear();
  const element = await elementOf(api, certificates, order.certificate);
  const balance = element && balanceIn(element, certificates, shop.currency);
  if (!element || !balance) throw new CrmFailure(OPERATION, { kind: 'protocol', taken: 'no', code: 'no-balance' });

  const earlier = Return.safeParse(memo.value['release']).data;
  const plan = earlier ?? { before: balance.amount, after: balance.amount + charged.amount };
  if (!earlier) await memo.save({ release: plan });
  if (!earlier || !wasMade(plan, balance.amount)) await setBalance(context, certificates, element.id, plan.after);
  await memo.save({ released: true });
};
