import { z } from 'zod';
import { Choice, Place } from '../choice.ts';

const Id = z.string().regex(/^\d{1,15}$/, 'expected an id of KeyCRM: digits');

const codesOf = (choice: Choice): string[] => [
  ...(choice.default === undefined ? [] : [choice.default]),
  ...choice.rules.flatMap(rule => Object.values(rule.codes)),
];

/** KeyCRM's ids are numbers: anything else would be refused with every order. */
const IdChoice = Choice.refine(choice => codesOf(choice).every(code => Id.safeParse(code).success), {
  error: 'expected ids of KeyCRM: digits',
});

const CustomField = z.strictObject({
  uuid: z
    .string()
    .regex(/^[A-Z]{2,3}_\d+$/, 'expected an id such as OR_1037')
    .describe('Which field: OR_… of an order, LD_… of a card'),
  from: z
    .union([Place, z.enum(['delivery.at', 'customer.id', 'customer.company'])])
    .describe('What it is filled with: a place of the order, or fields.<name>'),
  as: z
    .enum(['text', 'list', 'date', 'datetime'])
    .default('text')
    .describe('The kind of field in KeyCRM: one to choose from a list takes lists, one of date and time UTC'),
  separator: z.string().min(1).max(3).optional().describe('What stands between the values of a list of several'),
});

/** A KeyCRM connection's own keys in the config. */
export const Settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://openapi.keycrm.app/v1')
    .describe('Address of the API; an origin alone stands for its /v1'),
  source: IdChoice.refine(choice => choice.default !== undefined, { error: 'expected a default' }).describe(
    'Source the order comes from: KeyCRM takes no order without one',
  ),
  manager: IdChoice.optional().describe('Manager in charge'),
  deliveryService: IdChoice.optional().describe('Delivery service; without one the name of the method is sent'),
  warehouseRef: z
    .string()
    .regex(/^fields\.[\w.-]{1,64}$/, 'expected fields.<name>')
    .optional()
    .describe('Field of the order that holds the UUID of a Nova Poshta branch; needs its deliveryService'),
  paymentMethods: z
    .record(z.string(), z.string().min(1).max(64))
    .default({})
    .describe("The shop's payment method: the id of KeyCRM's, or its name"),
  refundedAs: z
    .enum(['canceled', 'refund'])
    .default('canceled')
    .describe('How a refunded payment is told; only an older help page of KeyCRM knows refund'),
  customFields: z.array(CustomField).default([]).describe('Custom fields of the order or card'),
  customerIdField: z
    .string()
    .regex(/^[A-Z]{2,3}_\d+$/, 'expected an id such as CT_1001')
    .optional()
    .describe("Custom field of a buyer that holds the site's own id of the customer"),
  units: z
    .record(z.string(), z.string().min(1).max(16))
    .default({})
    .describe('Unit of articles that are not counted in pieces, e.g. { "001": "кг" }'),
  onCreated: z
    .strictObject({
      status: IdChoice.optional().describe('Status an order is given'),
      tags: z.array(Id).max(10).default([]).describe('Ids of tags put on every order'),
    })
    .optional()
    .describe('What is done to an order once it is created, by calls of their own'),
  lead: z
    .strictObject({ pipeline: IdChoice.optional().describe('Pipeline; absent: the first one') })
    .optional()
    .describe('Create a card in a pipeline instead of an order'),
  lookupSources: z
    .array(Id)
    .default([])
    .describe('Sources whose orders a visitor may find; none: orders of every source'),
  warehouses: z
    .record(Id, z.string().min(1))
    .default({})
    .describe('Warehouses that count, and their names for visitors; none: all, under the names they have in KeyCRM'),
  lowStock: z.number().positive().optional().describe('From how many pieces downwards an article is said to be low'),
  availabilityMinutes: z
    .number()
    .min(0.5)
    .max(15)
    .default(1)
    .describe('How old the stock may be, in minutes, before a visitor’s request refreshes it'),
});
export type Settings = z.infer<typeof Settings>;

/** Every source an order of this connection may have. */
export const sourcesOf = ({ source }: Settings): Set<string> => new Set(codesOf(source));
