import { codesOf, listed } from '../choice.ts';
import type { MappedCode } from '../crm.ts';
import type { Settings } from './settings.ts';
import { UUID } from './states.ts';

/** A state is named by its id or by its name, as `stateOf` finds it. */
const statesIn = ({ state }: Settings): MappedCode[] =>
  codesOf(state, 'state', 'statuses').map(each =>
    UUID.test(each.code) ? { ...each, subject: 'stateIds' } : { ...each, byName: true },
  );

/** Every code of MoySklad that the settings name. Articles are no codes: what is missing is made. */
export const mapped = (settings: Settings): MappedCode[] => [
  ...listed(settings.organization, 'organization', 'organizations'),
  ...statesIn(settings),
  ...codesOf(settings.store, 'store', 'stores'),
  ...codesOf(settings.salesChannel, 'salesChannel', 'salesChannels'),
  ...codesOf(settings.project, 'project', 'projects'),
  ...settings.attributes.map(({ id }, index) => ({
    ...{ path: `attributes.${index}.id`, subject: 'attributes', code: id },
  })),
  ...listed(settings.weight?.attribute, 'weight.attribute', 'attributes'),
  ...listed(settings.refunds?.expenseItem, 'refunds.expenseItem', 'expenseItems'),
  ...listed(settings.certificates?.dictionary, 'certificates.dictionary', 'dictionaries'),
  ...listed(settings.priceType, 'priceType', 'priceTypes').map(each => ({ ...each, byName: true }) as const),
  ...listed(settings.stores, 'stores', 'stores'),
];
