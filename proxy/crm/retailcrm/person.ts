import type { Order } from '../order.ts';

type Customer = Pick<Order['customer'], 'name' | 'firstName' | 'lastName' | 'company'>;

export interface Names {
  lastName?: string;
  firstName?: string;
  patronymic?: string;
}

/** How a patronymic ends, in Russian and in the languages that took it over. */
const PATRONYMIC = /(вич|вна|ична|інічна|івна|їв|овна|оглы|оглу|кызы|vich|vna)$/i;

/**
 * A name in the CRM's three fields. One field is enough (modRetailCRM), so a name is only taken apart where its order
 * is certain: surname, name and patronymic.
 */
export const namesOf = ({ name = '', firstName, lastName, company }: Customer): Names => {
  if (firstName || lastName) return { ...(lastName && { lastName }), ...(firstName && { firstName }) };
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [last, first, patronymic] = words;
  if (words.length === 3 && last && first && patronymic && PATRONYMIC.test(patronymic)) {
    return { lastName: last, firstName: first, patronymic };
  }
  const whole = words.join(' ') || company;
  return whole ? { firstName: whole } : {};
};
