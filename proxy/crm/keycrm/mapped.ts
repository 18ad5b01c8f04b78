import { codesOf, listed } from '../choice.ts';
import type { MappedCode } from '../crm.ts';
import type { Settings } from './settings.ts';

/** A payment method is an id, or else its name. */
const methodsIn = ({ paymentMethods }: Settings): MappedCode[] =>
  listed(paymentMethods, 'paymentMethods', 'paymentMethods').map(each =>
    /^\d+$/.test(each.code) ? each : { ...each, byName: true },
  );

/** Every id of KeyCRM that the settings name. */
export const mapped = (settings: Settings): MappedCode[] => [
  ...codesOf(settings.source, 'source', 'sources'),
  ...codesOf(settings.manager, 'manager', 'managers'),
  ...codesOf(settings.deliveryService, 'deliveryService', 'deliveryServices'),
  ...methodsIn(settings),
  ...settings.customFields.map(({ uuid }, index) => ({
    ...{ path: `customFields.${index}.uuid`, subject: 'customFields', code: uuid },
  })),
  ...listed(settings.customerIdField, 'customerIdField', 'customFields'),
  ...codesOf(settings.onCreated?.status, 'onCreated.status', 'statuses'),
  ...listed(settings.onCreated?.tags, 'onCreated.tags', 'tags'),
  ...codesOf(settings.lead?.pipeline, 'lead.pipeline', 'pipelines'),
  ...listed(settings.lookupSources, 'lookupSources', 'sources'),
  ...Object.keys(settings.warehouses).map(code => ({ path: `warehouses.${code}`, subject: 'warehouses', code })),
];
