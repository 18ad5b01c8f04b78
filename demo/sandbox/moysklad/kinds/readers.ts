/** What fields of a body may hold. A reader gives the value to keep, or throws the refusal. */
import { isLocalTime } from '../../kit/zoned-time.ts';
import { find } from '../account.ts';
import { Refusal, refusals } from '../http/answers.ts';
import { readRef } from '../http/meta.ts';
import { asObject, type Request } from '../http/request.ts';
import { isId } from '../ids.ts';
import { refTo, type Value } from '../values.ts';

export type Reader = (value: unknown, name: string, request: Request) => Value;

/** Text of so many characters at most. How MoySklad refuses a longer one is in no document. */
export function text(max: number): Reader {
  return (value, name) => {
    if (typeof value !== 'string') throw refusals.wrongType(name, 'строка');
    if (value.length > max) throw refusals.wrongType(name, `строка до ${max} знаков`);
    return value;
  };
}

export const number: Reader = (value, name) => {
  if (typeof value !== 'number') throw refusals.wrongType(name, 'число');
  return value;
};

export const whole: Reader = (value, name) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw refusals.wrongType(name, 'целое число');
  return value;
};

export const positive: Reader = (value, name, request) => {
  const read = number(value, name, request);
  if (typeof read !== 'number' || read <= 0) throw refusals.notPositive(name);
  return read;
};

/** A discount in percent; below nothing it is a mark-up (MoySklad API 1.2, customer orders). */
export const percent: Reader = (value, name) => {
  if (typeof value !== 'number') throw refusals.wrongType(name, 'число');
  if (value > 100) throw new Refusal(412, 17008, `Скидка в поле '${name}' больше 100%`, name);
  return value;
};

export const flag: Reader = (value, name) => {
  if (typeof value !== 'boolean') throw refusals.wrongType(name, 'логическое');
  return value;
};

export const uuid: Reader = (value, name) => {
  if (typeof value !== 'string' || !isId(value)) throw refusals.wrongType(name, 'UUID');
  return value;
};

export function oneOf(...wanted: readonly string[]): Reader {
  return (value, name) => {
    if (typeof value !== 'string' || !wanted.includes(value)) throw refusals.wrongType(name, wanted.join(' | '));
    return value;
  };
}

const TIME = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(\.\d{3})?$/;

/** Moscow time, the milliseconds optional. */
export const time: Reader = (value, name) => {
  const [, seconds = '', rest = '.000'] = TIME.exec(typeof value === 'string' ? value : '') ?? [];
  if (!isLocalTime(seconds)) throw refusals.wrongType(name, 'дата');
  return `${seconds}${rest}`;
};

/** Moscow time that is kept to the minute, as moments of documents are. */
export const minute: Reader = (value, name, request) =>
  String(time(value, name, request)).replace(/:\d\d\.\d{3}$/, ':00.000');

/** A reference to something that is there, of one of the types. */
export function ref(...types: readonly string[]): Reader {
  return (value, name, request) => {
    const found = readRef(request, value, name);
    if (!types.includes(found.type)) throw refusals.wrongType(name, types.join(' | '));
    const entity = find(request.account, found);
    if (!entity || entity.type !== found.type) throw refusals.notFound(name);
    return refTo(entity);
  };
}

export function list(reader: Reader): Reader {
  return (value, name, request) => {
    if (!Array.isArray(value)) throw refusals.wrongType(name, 'массив');
    return value.map(item => reader(item, name, request));
  };
}

/** Anything; for what `settle` reads, because it takes knowing what was there before. */
export const anything: Reader = value => value as Value;

/** An object of such fields; others are passed over. */
export function object(fields: Readonly<Record<string, Reader>>, required: readonly string[] = []): Reader {
  return (value, name, request) => {
    if (typeof value !== 'object' || value === null) throw refusals.wrongType(name, 'объект');
    const given = asObject(value);
    const absent = required.find(field => given[field] === undefined || given[field] === null);
    if (absent !== undefined) throw refusals.required(absent);
    return readGiven(fields, given, request);
  };
}

/** The values of the fields that were given; null is none. */
export function readGiven(
  fields: Readonly<Record<string, Reader>>,
  given: Readonly<Record<string, unknown>>,
  request: Request,
): Readonly<Record<string, Value>> {
  const values = Object.entries(fields).flatMap(([name, reader]): [string, Value][] => {
    const value = given[name];
    if (value === undefined) return [];
    return [[name, value === null ? null : reader(value, name, request)]];
  });
  return Object.fromEntries(values);
}
