import { z } from 'zod';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber } from '../money.ts';
import type { Order, OrderLine } from '../order.ts';
import type { Context } from './context.ts';
import { filled } from './filled.ts';
import { Product } from './wire.ts';

/** A product of one variant. Keys that InSales does not know among a variant's are refused, so there are few. */
const productOf = (
  { sku, name, price, properties, weight: grams }: Pick<OrderLine, 'sku' | 'name' | 'price'> & Partial<OrderLine>,
  { category, weight }: { category: string; weight?: string | undefined },
) => ({
  title: name ?? sku,
  category_id: Number(category),
  variants_attributes: [
    filled({
      sku,
      price: price ? toMajorNumber(price) : undefined,
      weight:
        properties?.find(({ name: label }) => label === weight)?.value ??
        (grams === undefined ? undefined : String(grams / 1000)),
    }),
  ],
});

/** How a picture is put to a product is not in the documentation that was read: a product is none the worse without. */
const addPicture = async ({ api }: Context, product: string, src: string): Promise<void> => {
  try {
    const ask = { method: 'POST', path: `products/${product}/images`, body: { image: { src } }, once: true } as const;
    await api(ask, z.unknown());
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
  }
};

/** Whether a product was taken says nothing of the order: the next attempt finds the article by its SKU. */
const notTheOrder = <Result>(call: Promise<Result>): Promise<Result> =>
  call.catch((error: unknown) => {
    if (!(error instanceof CrmFailure) || error.taken === 'no') throw error;
    throw new CrmFailure('POST products', { kind: error.kind, taken: 'no', code: error.code ?? 'product' });
  });

/** Makes a product of an article of this order; its variant's id. @throws CrmFailure */
export const createProduct = async (context: Context, order: Order, sku: string): Promise<string> => {
  const { api, settings, articles } = context;
  const pieces: (Pick<OrderLine, 'sku' | 'name' | 'price'> & Partial<OrderLine>)[] = order.lines.flatMap(line => [
    line,
    ...line.options,
  ]);
  const piece = pieces.find(each => each.sku === sku);
  if (!piece || !settings.newProducts) throw new CrmFailure('POST products', { kind: 'invalid', taken: 'no' });
  const product = productOf(piece, settings.newProducts);
  const made = await notTheOrder(api({ method: 'POST', path: 'products', body: { product }, once: true }, Product));
  const variant = made.variants?.find(each => each.sku === sku) ?? made.variants?.[0];
  if (!variant) throw new CrmFailure('POST products', { kind: 'protocol', taken: 'no', code: 'no-variant' });
  articles.learn(made);
  if (piece.picture) await addPicture(context, made.id, piece.picture);
  return variant.id;
};
