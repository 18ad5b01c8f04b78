/** `/admin/products`, written to: products, their variants and pictures (InSales docs, products). */
import { z } from 'zod';
import { done, Invalid, json, notFound, Refusal } from './answers.ts';
import { aliveProduct, saveProduct } from './catalogue.ts';
import { tellOfProducts } from './hooks.ts';
import { categories } from './menu.ts';
import { imageView, OPTION_NAME_ID, productView, variantView } from './product-view.ts';
import type { Product, Variant } from './records.ts';
import type { Handler } from './requests.ts';
import { atWarehouses, stockAfter } from './stock.ts';
import { amount, changes, envelope, flag, given, id, number, text, validate } from './validation.ts';

/** What may be written into a variant that there is already; an `external_id` is kept, and never shown. */
const variantKeys = {
  ...{ price: amount, old_price: amount, cost_price: amount, sku: text, barcode: text },
  ...{ weight: amount, dimensions: text, quantity: id.nullish() },
};
const changedVariant = z.object({ ...variantKeys, ...atWarehouses, image_id: id.nullish() });
const price = number.refine(value => value >= 0, 'не может быть отрицательной');
const newVariant = z.strictObject({ ...variantKeys, ...atWarehouses, price });

/** The sandbox's products differ in one thing at most. */
const option = z.object({ option_name_id: id.optional(), title: text, value: text });

const productKeys = {
  category_id: id.nullish(),
  is_hidden: flag,
  ...{ description: text, short_description: text },
};
const changedProduct = z.object({ ...productKeys, title: z.string().min(1, 'не может быть пустым').optional() });
const newProduct = z.object({
  ...productKeys,
  title: z.string({ error: 'не может быть пустым' }).min(1, 'не может быть пустым'),
  options: z.array(option).max(1, 'в песочнице свойство одно').optional(),
  variants_attributes: z.array(newVariant, { error: 'не могут быть пустыми' }).min(1, 'не могут быть пустыми'),
});

type VariantBody = Partial<z.infer<typeof changedVariant>>;

export const postProduct: Handler = (account, { body }) => {
  const fields = validate(newProduct, envelope(body, 'product'), account.settings);
  checkCategory(fields.category_id);
  const [differs] = fields.options ?? [];
  const now = account.now();
  const productId = account.nextId('product');
  const blank = { productId, sku: '', title: differs?.value ?? null, price: 0, costPrice: 0, stock: null };
  const variants = fields.variants_attributes.map((each): Variant => {
    const made = { ...blank, id: account.nextId('variant'), updatedAt: now };
    return { ...made, ...factsOf(made, each) };
  });
  const product: Product = {
    ...{ id: productId, title: fields.title, categoryId: fields.category_id ?? categories.extras },
    ...{ option: differs?.title ?? null, variants, archived: false, hidden: fields.is_hidden ?? false },
    ...{ description: fields.description ?? null, shortDescription: fields.short_description ?? null },
    ...{ createdAt: now, updatedAt: now },
  };
  account.products.set(product.id, product);
  tellOfProducts(account, 'products/create', [product]);
  return json(201, productView(account, product));
};

export const putProduct: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  if (!product) return notFound;
  const fields = validate(changedProduct, changes(request.body, 'product'), account.settings);
  checkCategory(fields.category_id);
  const patch = given({
    title: fields.title,
    categoryId: fields.category_id ?? undefined,
    hidden: fields.is_hidden ?? undefined,
    description: fields.description,
    shortDescription: fields.short_description,
  });
  const updatedAt = account.now();
  return json(200, productView(account, saveProduct(account, { ...product, ...patch, updatedAt } as Product)));
};

/** Into the archive; a product that is not there is deleted as well. */
export const deleteProduct: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  if (product) saveProduct(account, { ...product, archived: true, updatedAt: account.now() });
  return done;
};

/** Out of the archive, though the answer may still say it is there. */
export const recoverProduct: Handler = (account, request) => {
  const product = account.products.get(request.id());
  if (!product) return notFound;
  saveProduct(account, { ...product, archived: false, updatedAt: account.now() });
  return json(200, productView(account, product));
};

export const postVariant: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  if (!product) return notFound;
  const schema = newVariant.extend({ options: z.array(option).optional() });
  const { options = [], ...fields } = validate(schema, envelope(request.body, 'variant'), account.settings);
  const [differs] = options;
  const isKnown = differs?.option_name_id === OPTION_NAME_ID || differs?.title === product.option;
  if (options.length !== (product.option === null ? 0 : 1) || (differs && !isKnown)) {
    throw wrongOptions('свойства не те, что у товара');
  }
  const title = differs?.value ?? null;
  if (product.variants.some(each => each.title === title)) throw wrongOptions('такой вариант уже есть');
  const made = { id: account.nextId('variant'), productId: product.id, sku: '', title, price: 0, costPrice: 0 };
  const updatedAt = account.now();
  const blank: Variant = { ...made, stock: null, updatedAt };
  const variant = { ...blank, ...factsOf(blank, fields) };
  const changed = saveProduct(account, { ...product, variants: [...product.variants, variant], updatedAt });
  return json(201, variantView(account, changed, variant));
};

export const putVariant: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  const known = product?.variants.find(each => each.id === request.id(1));
  if (!product || !known) return notFound;
  const fields = validate(changedVariant, changes(request.body, 'variant'), account.settings);
  const updatedAt = account.now();
  const variant = { ...known, ...factsOf(known, fields), updatedAt };
  const variants = product.variants.map(each => (each === known ? variant : each));
  return json(200, variantView(account, saveProduct(account, { ...product, variants, updatedAt }), variant));
};

export const deleteVariant: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  if (!product?.variants.some(each => each.id === request.id(1))) return notFound;
  const variants = product.variants.filter(each => each.id !== request.id(1));
  if (variants.length === 0) throw new Invalid({ base: ['последний вариант удалить нельзя'] });
  saveProduct(account, { ...product, variants, updatedAt: account.now() });
  return done;
};

const imageSchema = z.object({ src: text, filename: text, attachment: text, title: text });

/** A picture from an address, or sent whole; it is worked on for a while, which the sandbox never ends. */
export const postImage: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  if (!product) return notFound;
  const fields = validate(imageSchema, envelope(request.body, 'image'), account.settings);
  const { src, filename, attachment, title = null } = fields;
  const address = src && /^https?:/.test(src) && URL.canParse(src) ? new URL(src) : undefined;
  const name = address?.pathname.split('/').at(-1) ?? (attachment ? filename : undefined);
  if (!name) throw new Invalid({ image: ['не заполнены обязательные поля'], src: ['неверный адрес'] });
  const { images = [] } = product;
  const image = { id: account.nextId('image'), productId: product.id, position: images.length + 1, name, title };
  saveProduct(account, { ...product, images: [...images, image], updatedAt: account.now() });
  return json(201, imageView(image));
};

function checkCategory(category: number | null | undefined): void {
  if (!category || Object.values(categories).includes(category)) return;
  throw new Invalid({ category_id: ['нет такой категории'] });
}

/** When a variant is made, its faults are wrapped up (InSales docs, products). */
function wrongOptions(fault: string): Refusal {
  return new Refusal(json(422, { status: 'error', errors: { options: [fault] } }));
}

function factsOf(known: Variant, fields: VariantBody): Partial<Variant> {
  const facts = given({
    price: fields.price ?? undefined,
    costPrice: fields.cost_price ?? undefined,
    sku: fields.sku ?? undefined,
    oldPrice: fields.old_price,
    barcode: fields.barcode,
    weight: fields.weight,
    // The letter is Cyrillic as often as not.
    dimensions: fields.dimensions?.replaceAll('х', 'x'),
    imageId: fields.image_id,
  });
  return { ...facts, stock: stockAfter(known, fields) } as Partial<Variant>;
}
