import { z } from 'zod';
import { Choice, Place } from '../choice.ts';

const Id = z.string().regex(/^\d{1,10}$/, 'expected a number in quotes, e.g. "21"');
const Code = z.string().trim().min(1).max(255);
/** Becomes the name of an XML element, too. */
const Field = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'expected the name of a field as the schema has it');

/** How MiniCRM names a method of payment (the vendor's WooCommerce plugin, and its manual on orders). */
const PaymentMethod = z.enum(['Other', 'WiredTransfer', 'Card', 'Check', 'CashOnDelivery', 'Cash']);

/** The steps of an order (Integrations Manual, "Order endpoint"). */
const Step = z.enum(['Finalize', 'Edit', 'Complete', 'Paid', 'Storno']);

const Certificates = z.strictObject({
  category: Id.describe('Id of the module whose cards are certificates'),
  code: Field.describe('Name of the field that holds the code, e.g. Name or Text1201'),
  balance: Field.describe('Name of the field that holds what is left'),
  validUntil: Field.optional().describe('Name of the field that holds the last day'),
  statuses: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Statuses of cards that are good, by id or label; whatever their status unless given'),
  percent: z
    .strictObject({
      field: Field.describe('Name of the drop-down field that tells the kinds apart'),
      is: Code.describe('Its label on a card that takes off a percentage'),
      value: Field.describe('Name of the field that holds the percentage'),
    })
    .optional()
    .describe('How a card that takes off a percentage is known; all are money unless given'),
});

/** A MiniCRM connection's own keys in the config. */
export const Settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://r3.minicrm.hu')
    .describe('Address of the API, the same for every country unless MiniCRM told you another. The key is sent there'),
  systemId: Id.describe('The number behind the host in the address of your MiniCRM'),
  webshop: Id.describe(
    'Id of the Webshop module: customers become its cards. The number behind #!Project- in its address',
  ),
  orders: Id.describe('Id of the Orders module: orders become its cards'),
  language: z.enum(['hu', 'ro', 'en']).describe('Language of the MiniCRM account: its labels must be met exactly'),
  vat: z.number().min(0).max(99).describe('VAT in percent of whatever does not say its own, delivery included'),
  sync: z
    .enum(['pull', 'upload'])
    .default('pull')
    .describe(
      'How a file goes over: pull, MiniCRM fetches it from this proxy; upload, we send it (known from clients only)',
    ),
  idOffset: z
    .int()
    .min(0)
    .max(2_000_000_000)
    .default(0)
    .describe('Added to every id we give out: several shops of one account need different ones, e.g. 100000000 apart'),
  customerStatus: Code.optional().describe(
    'Status of a customer’s card, by id or label; “Registered” in the account’s language unless given',
  ),
  user: Choice.optional().describe('Id or name of the user in charge; MiniCRM’s central user unless given'),
  orderStatus: Choice.default({ default: 'Issued', rules: [] }).describe(
    'Status an order is sent with: Draft, Issued, Completed or Failed',
  ),
  paymentMethods: z
    .record(z.string(), PaymentMethod)
    .default({})
    .describe('The shop’s payment methods and what MiniCRM calls each'),
  orderFields: z
    .record(Field, Place)
    .default({})
    .describe('Fields of the order’s card, by their names in the schema, each from a place in the order'),
  vatNumber: Place.optional().describe('Place in the order that holds a company’s VAT number'),
  folder: Code.default('Webshop').describe('Product folder of whatever is sold; MiniCRM makes it where there is none'),
  steps: z
    .record(z.string(), Step)
    .default({})
    .describe(
      'Statuses of orders (id or label) that are reached by a step of the order instead of by its card’s status',
    ),
  certificates: Certificates.optional().describe('A module whose cards are gift certificates'),
});
export type Settings = z.infer<typeof Settings>;
