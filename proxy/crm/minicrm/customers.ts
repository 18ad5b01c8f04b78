import { minorDigits } from '../../contract/currency.ts';
import type { CustomerFact } from '../crm.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { BUDAPEST } from './map.ts';
import { basketText, callOf, cardOf, contactOf } from './people.ts';
import type { Schema } from './wire.ts';
import { wordsIn } from './words.ts';
import { type Element, fileOf } from './xml.ts';

type Basket = NonNullable<CustomerFact['basket']>;

const timeOf = (at: string | undefined): string | undefined => {
  const instant = Date.parse(at ?? '');
  return Number.isNaN(instant) ? undefined : toWall(instant, BUDAPEST);
};

const worthOf = ({ lines }: Basket, currency: string): string | undefined => {
  const sums = lines.map(({ price, quantity }) =>
    price?.currency === currency ? Math.round(price.amount * quantity) : null,
  );
  if (sums.includes(null)) return undefined;
  const digits = minorDigits(currency);
  return (sums.reduce<number>((sum, each) => sum + (each ?? 0), 0) / 10 ** digits).toFixed(digits);
};

/** The help pages lost the underscore in formatting, or never had it; the module's schema knows. */
export const prefixIn = (schema: Schema): string => ('WebshopRegistrationDate' in schema ? 'Webshop' : 'Webshop_');

/** The fields of the Webshop module. `nth` tells which of this customer's baskets it is. */
const webshopFields = (fact: CustomerFact, prefix: string, nth: number | null, currency: string): Element => {
  const { registeredAt, disabled, basket } = fact;
  const fields: Element = {
    RegistrationDate: timeOf(registeredAt),
    Disabled: disabled === undefined ? undefined : disabled ? '1' : '0',
    ...(basket && {
      LostBasketContent: basketText(basket),
      LostBasketDate: timeOf(basket.at),
      LostBasketValue: worthOf(basket, currency),
      AllLostBasket: nth === null ? undefined : String(nth),
    }),
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
};

/** Creates or updates a customer's card in the Webshop module. What is not told stays as it is. */
export const saveCustomer = async (context: Context, fact: CustomerFact): Promise<void> => {
  const { api, settings, ids, shop } = context;
  const { language } = settings;
  const prefix = prefixIn(await api.schema(settings.webshop));
  const id = await ids.customer(fact);
  const { basket } = fact;
  const nth = basket ? await ids.basket(id, basket.at ?? basketText(basket)) : null;
  const called = callOf(fact, language) || fact.id;
  const status = settings.customerStatus ?? wordsIn(language).registered;
  const card: Element = {
    ...cardOf(id, called, settings, status, settings.user?.default),
    ...webshopFields(fact, prefix, nth, shop.currency),
    Contacts: { Contact: contactOf(id, { ...fact, name: called }, language) },
  };
  await api.sync(fileOf([card]));
};
