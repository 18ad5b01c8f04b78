import { codesOf, listed } from '../choice.ts';
import type { MappedCode } from '../crm.ts';
import type { Settings } from './settings.ts';

const FIELD = 'customFields.';

const fieldsIn = ({ customFields, flags }: Settings): MappedCode[] => [
  ...Object.keys(customFields).map(code => ({ path: `customFields.${code}`, subject: 'customFields', code })),
  ...flags.flatMap(({ to }, index) =>
    to.startsWith(FIELD) ? [{ path: `flags.${index}.to`, subject: 'customFields', code: to.slice(FIELD.length) }] : [],
  ),
];

/** Every code of RetailCRM that the settings name. */
export const mapped = (settings: Settings): MappedCode[] => [
  ...listed(settings.site, 'site', 'sites'),
  ...codesOf(settings.orderMethod, 'orderMethod', 'orderMethods'),
  ...codesOf(settings.orderType, 'orderType', 'orderTypes'),
  ...codesOf(settings.status, 'status', 'statuses'),
  ...codesOf(settings.shipmentStore, 'shipmentStore', 'stores'),
  ...codesOf(settings.deliveryType, 'deliveryType', 'deliveryTypes'),
  ...codesOf(settings.deliveryService, 'deliveryService', 'deliveryServices'),
  ...listed(settings.deliveryModule?.code, 'deliveryModule.code', 'deliveryModules'),
  ...Object.entries(settings.paymentTypes).map(([value, code]) => ({
    ...{ path: `paymentTypes.${value}`, subject: 'paymentTypes', code },
    when: { from: 'payment.method', value },
  })),
  ...listed(settings.paymentStatuses, 'paymentStatuses', 'paymentStatuses'),
  ...fieldsIn(settings),
  ...listed(settings.customerFields, 'customerFields', 'customerFields'),
  ...listed(settings.settableStatuses, 'settableStatuses', 'statuses'),
  ...listed(settings.stores, 'stores', 'stores'),
  ...listed(settings.priceType, 'priceType', 'priceTypes'),
];
