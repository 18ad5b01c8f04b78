/** `stockMode` and `quantityMode`: whether rows count by what there is of them (MoySklad API 1.2, stock reports). */
import { refusals } from '../http/answers.ts';
import type { Condition } from '../http/filters.ts';

type Mode = (count: number) => boolean;

/** The sandbox's goods have no minimum to be under. */
const modes: Readonly<Record<string, Mode>> = {
  all: () => true,
  positiveOnly: count => count > 0,
  negativeOnly: count => count < 0,
  empty: count => count === 0,
  nonEmpty: count => count !== 0,
  underMinimum: () => false,
};

export type ModeName = 'stockMode' | 'quantityMode';

/** The mode asked for as a condition of the filter, or as a parameter, which it was in earlier versions. */
export function modeOf(
  { conditions, query }: { readonly conditions: readonly Condition[]; readonly query: URLSearchParams },
  name: ModeName,
  unless: string,
): Mode {
  const asked = conditions.find(({ field }) => field === name)?.value ?? query.get(name) ?? unless;
  const mode = Object.hasOwn(modes, asked) ? modes[asked] : undefined;
  if (!mode) throw refusals.badParameter(`Недопустимое значение параметра ${name}: ${asked}`);
  return mode;
}
