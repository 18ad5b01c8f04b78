import { z } from 'zod';
import { Choice, Place } from '../choice.ts';

const Id = z.string().regex(/^[1-9]\d{0,18}$/, 'expected an id, a number in quotes');
/** A field by its id, or by its handle. */
const FieldKey = z.string().regex(/^[\w-]{1,64}$/, 'expected the id of a field or its handle');
const Permalink = z.string().regex(/^[\w-]{1,255}$/);

const NewProducts = z.strictObject({
  category: Id.describe('Category of the back office that new products go into'),
  weight: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'Name of the line property that holds the weight of one piece in kilograms; else the line’s own weight counts',
    ),
});

/** An InSales connection's own keys in the config. */
export const Settings = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .describe('Address of the shop’s back office without /admin: https://NAME.myinsales.ru. The key is sent there'),
    deliveryVariant: Choice.optional().describe('Delivery variant of the order, by its id'),
    paymentGateway: Choice.optional().describe('Payment gateway of the order, by its id; the variant must allow it'),
    status: Choice.optional().describe('Status of a new order, by its permalink; the CRM’s default unless given'),
    externalIdField: FieldKey.optional().describe(
      'Order field of our own, by id or handle, that keeps our id of the order. Without it an order whose answer was lost is left to a manager',
    ),
    orderFields: z
      .record(FieldKey, Place)
      .default({})
      .describe('Order fields, each from a place in the order: { "utm": "marketing.utm_source" }'),
    clientFields: z
      .strictObject({
        registeredAt: FieldKey.optional().describe('Day of registration'),
        disabled: FieldKey.optional().describe('Whether the customer is disabled on the site: 1 or 0'),
        basket: FieldKey.optional().describe('The basket left behind'),
      })
      .default({})
      .describe('Fields of a client, by id or handle, that take what the site’s back end tells of a customer'),
    commentNumber: z.boolean().default(false).describe('Our order number goes into the buyer’s comment'),
    commentDelivery: z
      .boolean()
      .default(false)
      .describe('Delivery method, tariff, term, point and cost go into the buyer’s comment'),
    ownPrices: z.boolean().default(true).describe('Lines are sent with our prices; otherwise InSales prices them'),
    unknownSku: z
      .enum(['comment', 'product', 'refuse'])
      .default('comment')
      .describe(
        'An article InSales does not know: goes into the comment with a warning; becomes a product (orders of the site’s back end only, needs newProducts); refuses the order',
      ),
    newProducts: NewProducts.optional().describe('How products are made of unknown articles'),
    usedCodes: z
      .enum(['untold', 'worked', 'not-worked', 'disabled'])
      .default('untold')
      .describe(
        'How a single-use discount code says that it was used: not at all, then its state is unknown; by worked being true; by worked being false; or by being disabled',
      ),
    settableStatuses: z
      .array(Permalink)
      .min(1)
      .optional()
      .describe('Permalinks of statuses that the site’s back end may set; without it, none'),
    trackingField: FieldKey.optional().describe('Order field that holds the tracking number'),
    lookupDays: z
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe('Orders changed within so many days are found by their number alone'),
    warehouses: z
      .record(z.string().regex(/^\d{1,3}$/), z.string().min(1))
      .default({})
      .describe('Index of a warehouse: its name for visitors. Where given, only these count'),
    lowStock: z.number().min(0).default(0).describe('At this quantity or less an article counts as running low'),
    availabilityMinutes: z.number().min(1).max(60).default(5).describe('How old stock may be, in minutes'),
  })
  .refine(({ unknownSku, newProducts }) => unknownSku !== 'product' || newProducts !== undefined, {
    path: ['newProducts'],
    message: 'needed where unknownSku is "product"',
  });
export type Settings = z.infer<typeof Settings>;
