/** `filter=`: conditions on fields (MoySklad API 1.2, filtering). */
import { isLocalTime } from '../../kit/zoned-time.ts';
import { find } from '../account.ts';
import type { FilterType } from '../kinds/kind.ts';
import { type Entity, type Fields, isList, Ref, refOf, type Value } from '../values.ts';
import { refusals } from './answers.ts';
import { pathOfHref } from './meta.ts';
import { shown } from './render.ts';
import type { Request } from './request.ts';

export interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

type Test = (value: Value | undefined) => boolean;

// A field may also be the address of an additional one.
const CONDITION = /^(https?:\/\/[^=!<>~]+|[\w.]+)(!=|<=|>=|=~|~=|=|<|>|~)(.*)$/s;
/** Not one of an escaped semicolon. */
const SEPARATOR = /(?<!\\);/;

/** The conditions of a `filter`; `\;` is a semicolon of a value. */
export function readConditions(filter: string): readonly Condition[] {
  return filter
    .split(SEPARATOR)
    .filter(Boolean)
    .map(text => {
      const [, field, operator, value] = CONDITION.exec(text) ?? [];
      if (!field || !operator || value === undefined) throw refusals.badFilter(`Ошибка в условии фильтра: ${text}`);
      return { field, operator, value: value.replaceAll('\\;', ';') };
    });
}

/** The entities that pass: one of the values asked to be equal for a field, and every other condition. */
export function applyFilter(
  request: Request,
  filters: Readonly<Record<string, FilterType>>,
  conditions: readonly Condition[],
  entities: readonly Entity[],
): readonly Entity[] {
  const anyOf = Map.groupBy(
    conditions.filter(({ operator }) => operator === '='),
    ({ field }) => field,
  );
  const groups = [...anyOf.values(), ...conditions.filter(({ operator }) => operator !== '=').map(each => [each])];
  const tests = groups.map(group => {
    const each = group.map(condition => testOf(request, typeOf(filters, condition), condition));
    const field = group[0]?.field ?? '';
    return (fields: Fields) => each.some(test => test(valueAt(request, fields, field)));
  });
  return entities.filter(entity => {
    const fields = shown(request, entity);
    return tests.every(test => test(fields));
  });
}

function typeOf(filters: Readonly<Record<string, FilterType>>, { field }: Condition): FilterType {
  if (/^https?:/.test(field)) return 'text';
  const type = Object.hasOwn(filters, field) ? filters[field] : undefined;
  if (!type) throw refusals.badFilter(`По полю '${field}' фильтровать нельзя`);
  return type;
}

function valueAt(request: Request, fields: Fields, field: string): Value | undefined {
  if (/^https?:/.test(field)) return attributeAt(fields, pathOfHref(request, field, 'filter'));
  if (field === 'isDeleted') return fields['deleted'] !== undefined;
  if (field === 'productid') return refOf(fields, 'product')?.id;
  const [first = '', second] = field.split('.');
  return second === undefined ? fields[first] : find(request.account, refOf(fields, first))?.fields[second];
}

function attributeAt(fields: Fields, path: string): Value | undefined {
  const attributes = fields['attributes'];
  const found = isList(attributes) ? attributes.find(each => each instanceof Ref && each.path === path) : undefined;
  const value = found instanceof Ref ? found.extra['value'] : undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

const operators: Readonly<Record<FilterType, readonly string[]>> = {
  text: ['=', '!=', '~', '~=', '=~'],
  number: ['=', '!=', '<', '>', '<=', '>='],
  time: ['=', '!=', '<', '>', '<=', '>='],
  flag: ['=', '!='],
  ref: ['=', '!='],
};

function testOf(request: Request, type: FilterType, condition: Condition): Test {
  const { field, operator, value } = condition;
  if (!operators[type].includes(operator)) throw refusals.badFilter(`Оператор '${operator}' не для поля '${field}'`);
  // Nothing to the right asks for a field that is empty.
  if (value === '') return given => (given === undefined || given === null || given === '') === (operator === '=');
  if (type === 'text') return textTest(operator, value);
  const wanted = read[type](request, condition);
  return given => {
    const known = given ?? (type === 'flag' ? false : undefined);
    return known === undefined ? operator === '!=' : compare(operator, comparable(known), wanted);
  };
}

/** The three that look for a part ignore case. */
function textTest(operator: string, value: string): Test {
  const part = value.toLowerCase();
  const passes = (given: string): boolean => {
    if (operator === '=') return given === value;
    if (operator === '~') return given.toLowerCase().includes(part);
    return operator === '~=' ? given.toLowerCase().startsWith(part) : given.toLowerCase().endsWith(part);
  };
  const texts = (given: Value | undefined): readonly string[] => [given ?? ''].flat().map(String);
  if (operator === '!=') return given => !texts(given).includes(value);
  return given => texts(given).some(passes);
}

type Comparable = string | number | boolean;

const read: Readonly<Record<Exclude<FilterType, 'text'>, (request: Request, condition: Condition) => Comparable>> = {
  number: (_, { field, value }) => {
    if (!Number.isFinite(Number(value))) throw badValue(field);
    return Number(value);
  },
  flag: (_, { field, value }) => {
    if (value !== 'true' && value !== 'false') throw badValue(field);
    return value === 'true';
  },
  time: (_, { field, value }) => {
    const [seconds = '', rest = '000'] = value.split('.');
    if (!isLocalTime(seconds)) throw badValue(field);
    return `${seconds}.${rest}`;
  },
  ref: (request, { field, value }) => pathOfHref(request, value, field),
};

function comparable(given: Value): Comparable {
  if (given instanceof Ref) return given.path;
  return typeof given === 'number' || typeof given === 'boolean' ? given : String(given);
}

/** Times of MoySklad's sort as texts. */
function compare(operator: string, given: Comparable, wanted: Comparable): boolean {
  if (operator === '=') return given === wanted;
  if (operator === '!=') return given !== wanted;
  if (operator === '<') return given < wanted;
  if (operator === '>') return given > wanted;
  return operator === '<=' ? given <= wanted : given >= wanted;
}

function badValue(field: string) {
  return refusals.badParameter(`Недопустимое значение фильтра по полю '${field}'`);
}
