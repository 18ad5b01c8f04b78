/** Additional fields: each is known by its `meta`, and typed as the account's owner has set it up. */

import { find } from '../account.ts';
import { type Attribute, attributes } from '../data/attributes.ts';
import { refusals } from '../http/answers.ts';
import { readRef } from '../http/meta.ts';
import { asObject, type Request } from '../http/request.ts';
import { type Fields, isList, listOf, Ref, textOf, type Value } from '../values.ts';
import { flag, number, type Reader, ref, text, time, whole } from './readers.ts';

const readers: Readonly<Record<Attribute['type'], Reader>> = {
  string: text(255),
  text: text(4096),
  long: whole,
  double: number,
  boolean: flag,
  time,
  customentity: (value, name, request) => {
    const element = ref('customentity')(value, name, request);
    if (!(element instanceof Ref)) return element;
    const called = textOf(find(request.account, element)?.fields ?? {}, 'name');
    return new Ref(element.type, element.path, { name: called });
  },
};

/** The additional fields after a change: those not given stay, those given as null go. */
export function attributesOf(given: Fields, request: Request, old: Fields): Fields {
  const sent = given['attributes'];
  if (!isList(sent)) return sent === undefined ? {} : { attributes: undefined };
  const kept = new Map(listOf(old, 'attributes').map(value => [(value as Ref).path, value]));
  for (const each of sent) {
    const { path, value } = readAttribute(each, request);
    if (value === null) kept.delete(path);
    else kept.set(path, value);
  }
  return { attributes: [...kept.values()] };
}

function readAttribute(sent: Value, request: Request): { readonly path: string; readonly value: Value } {
  const { path } = readRef(request, sent, 'attributes');
  const attribute = attributes.find(each => each.path === path);
  if (!attribute) throw refusals.notFound('attributes');
  const { value = null } = asObject(sent);
  if (value === null) return { path, value: null };
  return { path, value: attributeValue(attribute, readers[attribute.type](value, attribute.name, request)) };
}

/** An additional field with its value, as it is kept and answered. */
export function attributeValue({ path, id, name, type }: Attribute, value: Value): Ref {
  return new Ref('attributemetadata', path, { id, name, type, value });
}
