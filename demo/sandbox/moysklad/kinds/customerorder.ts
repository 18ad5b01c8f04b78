/** Customer orders. */
import { type Account, moscowNow, ofType } from '../account.ts';
import { rouble } from '../data/directories.ts';
import { newState } from '../data/states.ts';
import { totalsOf } from '../orders/totals.ts';
import { type Fields, Rows, refTo } from '../values.ts';
import { addressFields, addressOf } from './address.ts';
import { attributesOf } from './attributes.ts';
import { commonFilters, type Kind } from './kind.ts';
import { paidFor } from './paymentin.ts';
import { anything, flag, minute, object, ref, text, uuid } from './readers.ts';

export const customerorder: Kind = {
  type: 'customerorder',
  isDocument: true,
  hasSyncId: true,
  fields: {
    name: text(255),
    code: text(255),
    externalCode: text(255),
    syncId: uuid,
    description: text(4096),
    moment: minute,
    deliveryPlannedMoment: minute,
    applicable: flag,
    vatEnabled: flag,
    vatIncluded: flag,
    rate: object({ currency: ref('currency') }),
    organization: ref('organization'),
    agent: ref('counterparty', 'organization'),
    state: ref('state'),
    store: ref('store'),
    salesChannel: ref('saleschannel'),
    ...addressFields('shipmentAddress'),
    attributes: anything,
  },
  required: ['organization', 'agent'],
  filters: {
    ...commonFilters,
    ...{ syncId: 'text', created: 'time', moment: 'time', deliveryPlannedMoment: 'time', applicable: 'flag' },
    ...{ organization: 'ref', agent: 'ref', state: 'ref', store: 'ref', salesChannel: 'ref' },
    ...{ 'state.name': 'text', sum: 'number', shipmentAddress: 'text', isDeleted: 'flag' },
  },
  search: ['name', 'description'],
  start: account => ({
    moment: moscowNow(account),
    applicable: true,
    vatEnabled: true,
    vatIncluded: true,
    rate: { currency: refTo(rouble) },
    state: refTo(newState),
    printed: false,
    published: false,
  }),
  settle: (given, request, old) => ({
    ...addressOf('shipmentAddress', given, request),
    ...attributesOf(given, request, old),
  }),
  show: (account, order) => ({ ...order.fields, ...totalsOf(order), ...outside(account, order.path) }),
  rows: ({ path, positions }) => ({ positions: new Rows('customerorderposition', `${path}/positions`, positions) }),
  unique: ({ settings }) => (settings.uniqueNames ? 'name' : undefined),
};

/** What other documents have done for an order. The sandbox has no shipments and no invoices. */
function outside(account: Account, path: string): Fields {
  const paid = [...ofType(account, 'paymentin'), ...ofType(account, 'cashin')];
  return { payedSum: paidFor(paid, path), shippedSum: 0, invoicedSum: 0 };
}
