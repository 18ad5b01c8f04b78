import { z } from 'zod';

/** PHP's scalars come as strings or as numbers, whichever the account's data made of them. */
const Scalar = z.union([z.string(), z.number()]).transform(value => String(value).trim());
/** Empty and null stand for absent. */
const Maybe = Scalar.nullish().transform(value => value || undefined);
/** Told where it can be read, never a reason to fail. */
const Hint = Maybe.catch(undefined);

/** PHP writes a list as an array or as an object keyed "0", "1" …: here always by key. */
const List = z
  .union([z.array(Scalar.nullable()), z.record(z.string(), Scalar.nullable())])
  .transform(list => new Map(Object.entries(list).map(([key, value]) => [key, value ?? ''])));
export type List = z.infer<typeof List>;

/** What every answer has. The code of an error was seen at each of three places. */
export const Envelope = z.looseObject({ result: Hint, error: Hint, status: Hint, description: Hint });
export type Envelope = z.infer<typeof Envelope>;

const Id = Scalar.pipe(z.string().regex(/^(?!0+$)\S{1,40}$/));

/** Without an order_id nothing could follow the order: such an answer is not understood. */
export const OrderAnswer = z.looseObject({ order_id: Id, order_number: Hint });

/** `get_products` and `get_stops`: parallel lists. */
export const Products = z.object({
  product_id: List,
  name: List.nullish().catch(undefined),
  price: List.nullish().catch(undefined),
});
export type Products = z.infer<typeof Products>;

/** One of three shapes; which one is told by what is filled in. */
export const Certificate = z.object({ product_id: Maybe, name: Maybe, amount: Maybe, sale: Maybe });
export type Certificate = z.infer<typeof Certificate>;

export const Client = z.object({ sale: Hint });

/** The places a warning is about. A bare scalar (inferred) is a list of one; what cannot be read must not go unsaid. */
export const Places = z
  .union([List.transform(list => [...list.values()]), Scalar.transform(value => [value])])
  .catch(['unknown']);

export const Hook = z.object({
  action: Hint,
  order_id: Id.optional().catch(undefined),
  order_number: Id.optional().catch(undefined),
  status: Scalar.pipe(z.string().min(1).max(64)),
  datetime: Hint,
});
export type Hook = z.infer<typeof Hook>;
