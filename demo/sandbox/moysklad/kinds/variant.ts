/** Variants of products, and the characteristics that set them apart. */
import { type Account, find, under } from '../account.ts';
import { CHARACTERISTICS } from '../data/catalogue.ts';
import { refusals } from '../http/answers.ts';
import { asObject, type Request } from '../http/request.ts';
import { type Entity, type Fields, isList, Ref, refOf, textOf } from '../values.ts';
import { goodsFields, goodsFilters, images, sellable } from './goods.ts';
import type { Kind } from './kind.ts';
import { list, type Reader, ref, text } from './readers.ts';

/** Its name is the product's with what sets it apart; a `syncId` is all that it cannot have (MoySklad API 1.2). */
const { name: _, ...fields } = goodsFields;

const characteristic: Reader = (value, name, request) => {
  const { value: given, ...rest } = asObject(value);
  const { id, fields: known } = characteristicOf(request, rest);
  if (given === undefined || given === null) throw refusals.required('value');
  const path = `${CHARACTERISTICS}/${id}`;
  return new Ref('attributemetadata', path, {
    id,
    name: textOf(known, 'name'),
    value: text(255)(given, name, request),
  });
};

export const variant: Kind = {
  ...sellable,
  type: 'variant',
  fields: { ...fields, article: text(255), product: ref('product'), characteristics: list(characteristic) },
  required: ['product', 'characteristics'],
  filters: { ...goodsFilters, product: 'ref', productid: 'text' },
  rows: images,
  settle: (given, { account }, old) => ({ name: nameOf(account, { ...old, ...given }) }),
};

function nameOf(account: Account, fields: Fields): string {
  const product = find(account, refOf(fields, 'product'));
  const given = fields['characteristics'];
  const values = isList(given) ? given.map(each => (each instanceof Ref ? each.extra['value'] : '')) : [];
  return `${textOf(product?.fields ?? {}, 'name')} (${values.join(', ')})`;
}

/** The characteristic of an id, or else of a name, which is made when there is none yet (MoySklad API 1.2, variants). */
function characteristicOf({ account }: Request, { id, name }: Readonly<Record<string, unknown>>): Entity {
  const known = under(account, CHARACTERISTICS);
  if (typeof id === 'string') {
    const found = known.find(each => each.id === id);
    if (!found) throw refusals.notFound('characteristics');
    return found;
  }
  if (typeof name !== 'string' || name === '') throw refusals.required('name');
  return known.find(({ fields: each }) => each['name'] === name) ?? addCharacteristic(account, name);
}

export function addCharacteristic(account: Account, name: string): Entity {
  const id = account.newId('characteristic');
  const path = `${CHARACTERISTICS}/${id}`;
  const made = { type: 'attributemetadata', id, path, fields: { name, type: 'string', required: false } };
  account.entities.set(path, made);
  return made;
}
