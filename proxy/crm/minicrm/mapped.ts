import { codesOf, listed } from '../choice.ts';
import type { MappedCode } from '../crm.ts';
import type { Settings } from './settings.ts';

const byEither = (each: MappedCode): MappedCode => (/^\d+$/.test(each.code) ? each : { ...each, byName: true });

const certificateFields = ({ certificates }: Settings): MappedCode[] => {
  if (!certificates) return [];
  const { code, balance, validUntil, percent } = certificates;
  return [
    ...listed(certificates.category, 'certificates.category', 'categories'),
    ...listed(code, 'certificates.code', 'certificateFields'),
    ...listed(balance, 'certificates.balance', 'certificateFields'),
    ...listed(validUntil, 'certificates.validUntil', 'certificateFields'),
    ...listed(percent?.field, 'certificates.percent.field', 'certificateFields'),
    ...listed(percent?.value, 'certificates.percent.value', 'certificateFields'),
    ...listed(certificates.statuses, 'certificates.statuses', 'certificateStatuses').map(byEither),
  ];
};

/** Every code of MiniCRM that the settings name; statuses and users by id or by label. */
export const mapped = (settings: Settings): MappedCode[] => [
  ...listed(settings.webshop, 'webshop', 'categories'),
  ...listed(settings.orders, 'orders', 'categories'),
  ...listed(settings.customerStatus, 'customerStatus', 'customerStatuses').map(byEither),
  ...codesOf(settings.user, 'user', 'users').map(byEither),
  ...Object.keys(settings.orderFields).map(code => ({ path: `orderFields.${code}`, subject: 'orderFields', code })),
  ...Object.keys(settings.steps).map(code => byEither({ path: `steps.${code}`, subject: 'statuses', code })),
  ...certificateFields(settings),
];
