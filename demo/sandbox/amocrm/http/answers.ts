/** amoCRM's answers: HAL for what is well, problems for what is not (amoCRM documentation, error-codes). */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../kit/sandbox.ts';

const withId = (): Record<string, string> => ({ 'x-request-id': randomUUID() });

export function hal(body: object, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/hal+json', ...withId() }, body: JSON.stringify(body) };
}

/** Nothing was found, or nothing is left to say: no body, and no type of one. */
export function noContent(): Answer {
  return { status: 204, headers: withId(), body: '' };
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  404: 'Not Found',
  405: 'Method Not Allowed',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
};

export function problem(status: number, detail: string, more: object = {}): Answer {
  const body = { ...more, title: titles[status] ?? 'Error', type: `https://httpstatus.es/${status}`, status, detail };
  return {
    ...{ status, headers: { 'content-type': 'application/problem+json', ...withId() } },
    body: JSON.stringify(body),
  };
}

export function page(status: number, html: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

/** Whoever kept calling gets no JSON any more (an issue of the vendor's PHP client). */
export function forbidden(): Answer {
  return {
    ...page(403, '<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>'),
    note: 'blocked',
  };
}

export interface Fault {
  readonly code: string;
  readonly path: string;
}

const details: Readonly<Record<string, string>> = {
  NotSupportedChoice: 'Такого значения нет среди допустимых.',
  InvalidType: 'Значение другого типа.',
  RequiredFilled: 'Поле нужно заполнить.',
};

/** A call that is turned down half way; `answer` is what the caller gets. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.body);
    this.answer = answer;
  }
}

/** What is wrong, by the place of the item in the call. */
export function invalid(faults: ReadonlyMap<number, readonly Fault[]>): Refusal {
  const errors = [...faults].map(([place, found]) => ({
    request_id: String(place),
    errors: found.map(({ code, path }) => ({ code, path, detail: details[code] ?? 'Значение не подходит.' })),
  }));
  return new Refusal(problem(400, 'Данные не прошли проверку', { 'validation-errors': errors }));
}

export function blank(): Refusal {
  return new Refusal(problem(400, 'Данные запроса не могут быть пустыми'));
}
