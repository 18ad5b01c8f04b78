/** The states of customer orders; the set is the shop's own, the types are MoySklad's three. */
import type { Entity } from '../values.ts';
import { textOf } from '../values.ts';
import { standing } from './directories.ts';

type StateType = 'Regular' | 'Successful' | 'Unsuccessful';

/** A colour is three bytes in one number (MoySklad API 1.2, states). */
function state(name: string, color: number, stateType: StateType = 'Regular'): Entity {
  const fields = { name, color, stateType, entityType: 'customerorder', externalCode: undefined, updated: undefined };
  return standing('state', name, fields, 'entity/customerorder/metadata/states');
}

export const newState = state('Новый', 0xe6_82_1a);

export const states: readonly Entity[] = [
  newState,
  state('Подтвержден', 0x00_9f_e3),
  state('Готовится', 0x85_c7_1e),
  state('Собран', 0x5b_b8_4d),
  state('Передан курьеру', 0xa4_66_bd),
  state('Доставлен', 0x86_aa_60, 'Successful'),
  state('Возврат', 0xe9_29_29, 'Unsuccessful'),
  state('Отменен', 0xb0_2a_2a, 'Unsuccessful'),
];

const named = (wanted: (entity: Entity) => boolean): readonly string[] =>
  states.filter(wanted).map(({ fields }) => textOf(fields, 'name'));

/** The states a kitchen takes an order through, in their order. */
export const way = named(({ fields }) => fields['stateType'] !== 'Unsuccessful');
export const cancelled = named(({ fields }) => fields['stateType'] === 'Unsuccessful');

/** The state by its id or name. */
export function findState(wanted: string): Entity | undefined {
  return states.find(({ id, fields }) => id === wanted || textOf(fields, 'name') === wanted);
}
