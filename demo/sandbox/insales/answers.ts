/** InSales' answers: JSON, and HTML where there is nothing to answer with. */
import type { Answer } from '../kit/sandbox.ts';

const jsonType = { 'content-type': 'application/json; charset=utf-8' };
const htmlType = { 'content-type': 'text/html; charset=utf-8' };

/** Messages by field, the fault a client most often meets (InSales docs, products). */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export function json(status: number, body: unknown): Answer {
  return { status, headers: jsonType, body: JSON.stringify(body) };
}

export const done: Answer = json(200, { status: 'ok' });

/** An HTML page, whatever the call accepts (InSales docs, products). */
export const notFound: Answer = page(404, 'Страница не найдена');

/** The vendor's word for badly formed data is 500 (InSales docs, readme). */
export const badlyFormed: Answer = page(500, 'Внутренняя ошибка');

/** Rails' own answer to a wrong login or password; the documents name the code alone. */
export const unauthorized: Answer = {
  status: 401,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'www-authenticate': 'Basic realm="Application"' },
  body: 'HTTP Basic: Access denied.\n',
};

export const forbidden: Answer = json(403, { message: 'access denied' });

/** InSales docs, products: on every write but a deletion, even one without a body. */
export const wrongContentType: Answer = json(422, {
  message: 'incorrect Content-Type, should be application/json',
});

function page(status: number, text: string): Answer {
  const body = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${text}</h1></body></html>`;
  return { status, headers: htmlType, body };
}

/** A call that is turned down half way; `answer` is what the caller gets. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** The fields of a call are not as they have to be. */
export class Invalid extends Refusal {
  constructor(errors: FieldErrors) {
    super(json(422, errors));
  }
}
