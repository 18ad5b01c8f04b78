import { codesOf, listed } from '../choice.ts';
import type { MappedCode } from '../crm.ts';
import type { Settings } from './settings.ts';

/** Every code of InSales that the settings name. */
export const mapped = (settings: Settings): MappedCode[] => [
  ...codesOf(settings.deliveryVariant, 'deliveryVariant', 'deliveryVariants'),
  ...codesOf(settings.paymentGateway, 'paymentGateway', 'paymentGateways'),
  ...codesOf(settings.status, 'status', 'statuses'),
  ...listed(settings.externalIdField, 'externalIdField', 'orderFields'),
  ...Object.keys(settings.orderFields).map(code => ({ path: `orderFields.${code}`, subject: 'orderFields', code })),
  ...listed(settings.clientFields, 'clientFields', 'clientFields'),
  ...listed(settings.trackingField, 'trackingField', 'orderFields'),
  ...listed(settings.newProducts?.category, 'newProducts.category', 'categories'),
  ...listed(settings.settableStatuses, 'settableStatuses', 'statuses'),
  ...Object.keys(settings.warehouses).map(code => ({ path: `warehouses.${code}`, subject: 'warehouses', code })),
];
