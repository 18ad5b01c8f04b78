import type { CustomerFact, Keep } from '../crm.ts';
import type { Order } from '../order.ts';
import type { Settings } from './settings.ts';

/** MiniCRM knows our things by whole numbers that we choose: the order book allots them. */
export interface Ids {
  order(externalId: string): Promise<number>;
  product(key: string): Promise<number>;
  customerOf(order: Order): Promise<number>;
  customer(fact: CustomerFact): Promise<number>;
  /** Which of the baskets this customer left it is: the first is 1. */
  basket(customer: number, key: string): Promise<number>;
}

const emailOf = (email: string | undefined): string => email?.trim().toLowerCase() ?? '';

export const createIds = ({ idOffset }: Settings, keep: Pick<Keep, 'idOf'>): Ids => {
  const idOf = async (kind: string, ...key: string[]): Promise<number> =>
    idOffset + (await keep.idOf(kind, JSON.stringify(key)));

  /** Whether this is the first phone this customer ever came with. */
  const isTheirPhone = async (customer: number, phone: string): Promise<boolean> =>
    (await keep.idOf(`phone of customer ${customer}`, phone)) === 1;

  /**
   * One customer by e-mail, else by phone. Only the shop's own back end vouches for both: a stranger who types
   * somebody's e-mail and his own phone must not put that phone on the other's card, where it would open his orders.
   */
  const customer = async (
    { email, phone = '' }: { email?: string | undefined; phone?: string | undefined },
    otherwise: string,
    vouched: boolean,
  ): Promise<number> => {
    const mail = emailOf(email);
    if (mail === '') return phone === '' ? idOf('customer', 'other', otherwise) : idOf('customer', 'phone', phone);
    const id = await idOf('customer', 'email', mail);
    if (phone === '' || (await isTheirPhone(id, phone)) || vouched) return id;
    return idOf('customer', 'email', mail, phone);
  };

  return {
    order: externalId => idOf('order', externalId),
    product: key => idOf('product', key),
    customerOf: ({ customer: person, externalId, source }) => customer(person, externalId, source === 'site'),
    customer: fact => customer(fact, fact.id, true),
    basket: (id, key) => keep.idOf(`basket of customer ${id}`, key),
  };
};
