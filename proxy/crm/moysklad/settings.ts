import { z } from 'zod';
import { Choice, Place } from '../choice.ts';

const Uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected an id of MoySklad (a UUID)');
const Code = z.string().trim().min(1).max(255);

const Attribute = z.strictObject({
  id: Uuid.describe('Id of the additional field of customer orders'),
  from: Place,
  as: z
    .enum(['text', 'number', 'flag', 'time'])
    .default('text')
    .describe('Kind of the field: text (string, text, link), number, flag (true, 1, yes, да) or time'),
});

const Certificates = z.strictObject({
  dictionary: Uuid.describe('Id of the custom dictionary; an element’s code, or else its name, is the certificate'),
  balance: Code.describe('Name or id of its field that holds what is left, in roubles'),
  validUntil: Code.optional().describe('Name or id of its field that holds the day of expiry'),
  active: Code.optional().describe('Name or id of its yes-or-no field without which it counts for nothing'),
});

const Weight = z.strictObject({
  from: z
    .string()
    .regex(/^fields\.[\w.-]{1,64}$/, 'expected fields.<name>')
    .optional()
    .describe('Field of the order that holds its weight; without one, that of its lines in grams, where all have one'),
  attribute: Uuid.optional().describe('Additional number field it goes to; without one, into the comment'),
});

/** A MoySklad connection's own keys in the config. */
export const Settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://api.moysklad.ru')
    .describe('Address of the API; MoySklad’s own unless given. The token is sent there. For sandboxes'),
  organization: Code.describe('Code of the organization that sells'),
  goods: z
    .enum(['code', 'externalCode'])
    .default('code')
    .describe('What of an article our sku is: its code, or its external code'),
  createGoods: z
    .boolean()
    .default(true)
    .describe('Articles MoySklad does not know are created; otherwise they go into the comment'),
  deliveryService: Code.default('delivery').describe(
    'Code of the service that carries the cost of delivery (an external code where goods says so)',
  ),
  copyNumber: z
    .boolean()
    .default(true)
    .describe('Our order number becomes the name of the order; otherwise MoySklad numbers orders itself'),
  state: Choice.optional().describe('Name or id of the state of a new order; MoySklad’s first unless given'),
  store: Choice.optional().describe('Id of the store that ships the order'),
  salesChannel: Choice.optional().describe('Id of the sales channel'),
  project: Choice.optional().describe('Id of the project'),
  reserve: z.boolean().default(false).describe('Reserve the goods of a new order'),
  attributes: z.array(Attribute).default([]).describe('Additional fields of orders, each from a place in the order'),
  weight: Weight.optional().describe('The weight of the order, and where it goes'),
  cashMethods: z
    .array(z.string())
    .default(['cash'])
    .describe('Payment methods whose payments are cash receipts (cashin); all others are incoming payments'),
  refunds: z
    .strictObject({ expenseItem: Uuid.describe('Id of the expense item they are put to') })
    .optional()
    .describe(
      'Refunds that the site tells of become outgoing payments or cash payments; otherwise a manager makes them',
    ),
  certificates: Certificates.optional().describe('A custom dictionary of certificates'),
  priceType: Code.optional().describe('Id or name of the price type shown to visitors; the first unless given'),
  weightUnit: z.enum(['kg', 'g']).default('kg').describe('What the weight of articles is kept in'),
  stockType: z
    .enum(['stock', 'freeStock', 'quantity'])
    .default('freeStock')
    .describe('What counts as there: stock, stock without reserves, or that with what is on its way'),
  stores: z.array(Uuid).min(1).optional().describe('Ids of the stores whose stock counts; all unless given'),
  lowStock: z.number().min(0).default(0).describe('At this quantity or less an article counts as running low'),
  availabilityMinutes: z.number().min(1).max(15).default(5).describe('How old stock may be, in minutes'),
  requestWeight: z
    .int()
    .min(1)
    .max(45)
    .default(4)
    .describe('What one call weighs of the 45 allowed in 3 seconds: 4 from December 2026, 3 before; 1 for a solution'),
  parallel: z.int().min(1).max(5).default(4).describe('Calls under way at once; MoySklad allows a user 5'),
});
export type Settings = z.infer<typeof Settings>;
