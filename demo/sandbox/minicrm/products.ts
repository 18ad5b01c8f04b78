/** Products: they can be written, and there is no call to read one or its stock (manual, stock chapter). */
import { BadRequest, invalidValue, notFound, written } from './answers.ts';
import { type ApiRequest, fieldsOf, type Handler, textOf } from './requests.ts';

const known = [
  ...['Name', 'SKU', 'EAN', 'FolderName', 'VAT', 'PriceNet', 'CurrencyCode', 'UnitName', 'Quantity', 'Warehouse_Name'],
  ...['Description', 'Deleted'],
];

function checked(request: ApiRequest): { readonly sku: string; readonly name: string } {
  const fields = fieldsOf(request);
  for (const [name, value] of Object.entries(fields)) {
    if (!known.includes(name)) throw new BadRequest(request.what, `Unknown parameter '${name}'.`);
    const isNumber = /^-?\d+(\.\d+)?$/.test(textOf(value) ?? '');
    if (['PriceNet', 'Quantity'].includes(name) && !isNumber)
      throw new BadRequest(request.what, invalidValue(value, name));
  }
  return { sku: textOf(fields['SKU']) ?? '', name: textOf(fields['Name']) ?? '' };
}

/** A sku that is there already is changed, an empty one is always new. */
export const createProduct: Handler = ({ products, nextId }, request) => {
  const { sku, name } = checked(request);
  const there = products.get(sku);
  if (!there && name === '') throw new BadRequest(request.what, 'The Name parameter is missing.');
  const product = { id: there?.id ?? nextId('product'), name: name || (there?.name ?? '') };
  products.set(sku || `#${product.id}`, product);
  return written(product.id);
};

export const updateProduct: Handler = ({ products }, request) => {
  const { name } = checked(request);
  const [sku, there] = [...products].find(([, { id }]) => id === request.id()) ?? [];
  if (sku === undefined || !there) return notFound;
  products.set(sku, { ...there, name: name || there.name });
  return written(there.id);
};
