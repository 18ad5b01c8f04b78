/** MoySklad's answers: compressed JSON, and `errors` with a code each when a call is not served. */
import type { Answer } from '../../kit/sandbox.ts';

/** One entry of `errors`; the code tells clients what happened, the text people. */
export interface Fault {
  readonly error: string;
  readonly code: number;
  readonly parameter?: string;
}

/** A call, or one entity of it, that is not served. */
export class Refusal extends Error {
  readonly status: number;
  readonly fault: Fault;

  constructor(status: number, code: number, text: string, parameter?: string) {
    super(text);
    this.status = status;
    this.fault = { error: text, code, ...(parameter === undefined ? {} : { parameter }) };
  }
}

export function ok(body: unknown): Answer {
  return json(200, body);
}

/** An answer with nothing in it, as to a deletion. */
export function empty(status: number): Answer {
  return { status, body: '' };
}

export function refusalAnswer({ status, fault }: Refusal): Answer {
  return { ...json(status, errorsOf(fault)), note: String(fault.code) };
}

/** The envelope, which stands among the entities, too, when one of several is refused (MoySklad OpenAPI, BatchResponse). */
export function errorsOf(fault: Fault): object {
  const moreInfo = `https://dev.moysklad.ru/doc/api/remap/1.2/#error_${fault.code}`;
  return { errors: [{ ...fault, moreInfo }] };
}

function json(status: number, body: unknown): Answer {
  const headers = { 'content-type': 'application/json;charset=utf-8' };
  return { status, headers, body: JSON.stringify(body), gzip: true };
}

/**
 * The refusals there are more than one reason for. Which status goes with which code is documented in part only; where
 * it is not, the status is the one whose description fits (MoySklad API 1.2, general part).
 */
export const refusals = {
  unknownPath: () => new Refusal(404, 1002, 'Неизвестный путь запроса'),
  noId: () => new Refusal(400, 1012, 'Не указан идентификатор объекта'),
  wrongHost: (href: string, name: string) =>
    new Refusal(400, 1059, `Некорректный сервер в идентификаторе объекта: ${href}`, name),
  badParameter: (text: string) => new Refusal(400, 1014, text),
  badFilter: (text: string) => new Refusal(400, 1034, text),
  notFound: (what: string) => new Refusal(404, 1021, `Объект не найден: ${what}`),
  inUse: (what: string) => new Refusal(409, 1028, `Объект используется и не может быть удален: ${what}`),
  tooMany: (what: string) => new Refusal(413, 1044, `Слишком много: ${what}`),
  notJson: () => new Refusal(400, 2001, 'Тело запроса не является JSON'),
  badMeta: (name: string) => new Refusal(400, 2010, `Поле '${name}': нужна ссылка с meta.href и meta.type`, name),
  wrongType: (name: string, type: string) => new Refusal(400, 2016, `Поле '${name}' должно иметь тип «${type}»`, name),
  required: (name: string) =>
    new Refusal(412, 3000, `Ошибка сохранения объекта: поле '${name}' не может быть пустым или отсутствовать`, name),
  notPositive: (name: string) => new Refusal(412, 3003, `Поле '${name}' должно быть больше нуля`, name),
  notUnique: (name: string) => new Refusal(412, 3006, `Значение поля '${name}' уже занято`, name),
} as const;
