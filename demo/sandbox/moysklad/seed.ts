/** Puts into the account what it starts with. */
import { type Account, moscowNow } from './account.ts';
import { characteristics, goods } from './data/catalogue.ts';
import { directories, employee, group, mainStore, rouble, shop } from './data/directories.ts';
import { certificates, payments, people, takenByPhone } from './data/people.ts';
import { places } from './data/places.ts';
import { findState, states } from './data/states.ts';
import { madeUpCode } from './ids.ts';
import { skuOf } from './kinds/goods.ts';
import { type Entity, isFields, listOf, numberOf, refTo } from './values.ts';

export function seed(account: Account): void {
  for (const entity of [
    ...directories,
    ...places,
    ...states,
    ...characteristics,
    ...goods,
    ...people,
    ...certificates,
    ...payments,
  ]) {
    account.entities.set(entity.path, entity);
  }
  for (const taken of takenByPhone) addOrder(account, taken);
}

function addOrder(account: Account, { customer, state, lines }: (typeof takenByPhone)[number]): void {
  const agent = people.find(({ fields }) => fields['name'] === customer);
  const stateNow = findState(state);
  if (!agent || !stateNow) throw new Error('The data the sandbox starts with does not fit together.');
  const id = account.newId('customerorder');
  const path = `entity/customerorder/${id}`;
  const now = moscowNow(account);
  const fields = {
    name: account.nextNumber('customerorder'),
    externalCode: madeUpCode(id),
    ...{
      created: now,
      updated: now,
      moment: now,
      applicable: true,
      vatEnabled: true,
      vatIncluded: true,
      shared: false,
    },
    rate: { currency: refTo(rouble) },
    owner: refTo(employee),
    group: refTo(group),
    organization: refTo(shop),
    store: refTo(mainStore),
    agent: refTo(agent),
    state: refTo(stateNow),
  };
  const positions = lines.map(line => positionOf(account, path, line));
  account.entities.set(path, { type: 'customerorder', path, id, fields, positions });
}

interface Line {
  readonly article: string;
  readonly quantity: number;
}

function positionOf(account: Account, path: string, { article, quantity }: Line): Entity {
  const assortment = goods.find(each => skuOf(each) === article);
  if (!assortment) throw new Error(`There is no article ${article}.`);
  const id = account.newId('position');
  const price = kopecksOf(assortment);
  const fields = { assortment: refTo(assortment), quantity, price, discount: 0, vat: 0, vatEnabled: false, reserve: 0 };
  return { type: 'customerorderposition', id, path: `${path}/positions/${id}`, fields };
}

function kopecksOf({ fields }: Entity): number {
  const [price] = listOf(fields, 'salePrices');
  return isFields(price) ? numberOf(price, 'value') : 0;
}
