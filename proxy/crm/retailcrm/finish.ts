import type { Memo, Warning } from '../crm.ts';
import type { Order } from '../order.ts';
import { Refusal } from './answer.ts';
import type { Context } from './api.ts';
import { chargeCertificate } from './certificate.ts';
import { ensureCustomer } from './customers.ts';
import { Done } from './wire.ts';

/** The address of an order: by the CRM's id where we know it, else by ours. */
export const editOf = (settings: Context['settings'], ref: string | null, externalId: string, order: object) => ({
  operation: 'orders/edit',
  path: `orders/${encodeURIComponent(ref ?? externalId)}/edit`,
  form: { by: ref ? 'id' : 'externalId', site: settings.site, order },
});

/** Puts an order to the customer that could not be found or created when it went out. */
const link = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => {
  if (memo.value['linked'] === true) return [];
  try {
    const customer = await ensureCustomer(context, order, memo);
    if (customer === null) return [];
    const ref = typeof memo.value['ref'] === 'string' ? memo.value['ref'] : null;
    await context.api(editOf(context.settings, ref, order.externalId, { customer: { id: Number(customer) } }), Done);
    await memo.save({ linked: true });
    return [];
  } catch (error) {
    // What the CRM refuses it will refuse again: the order stands, and the CRM attached somebody itself.
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    return [{ code: 'other', about: 'customer', money: false }];
  }
};

/** Completes an order: its customer, and what its certificate is charged. */
export const finish = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => [
  ...(await link(context, order, memo)),
  ...(context.settings.certificates ? await chargeCertificate(context, order, memo) : []),
];
