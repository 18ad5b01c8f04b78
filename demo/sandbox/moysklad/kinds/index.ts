/** Every type of entity that the sandbox keeps. */
import { counterparty } from './counterparty.ts';
import { customentity } from './customentity.ts';
import { customerorder } from './customerorder.ts';
import { product, service } from './goods.ts';
import type { Kind } from './kind.ts';
import { cashin, cashout, paymentin, paymentout } from './paymentin.ts';
import {
  bundle,
  contract,
  country,
  currency,
  employee,
  expenseitem,
  group,
  organization,
  project,
  region,
  saleschannel,
  store,
  uom,
} from './plain.ts';
import { variant } from './variant.ts';
import { webhook, webhookstock } from './webhook.ts';

const all: readonly Kind[] = [
  ...[organization, counterparty, employee, group, store, currency, uom, saleschannel, bundle, project, contract],
  ...[country, region, expenseitem],
  ...[product, variant, service, customerorder, customentity, webhook, webhookstock],
  ...[paymentin, cashin, paymentout, cashout],
];

const kinds: ReadonlyMap<string, Kind> = new Map(all.map(kind => [kind.type, kind]));

/** What is particular to a type; `undefined`: the sandbox has no entities of it. */
export function kindOf(type: string): Kind | undefined {
  return kinds.get(type);
}
