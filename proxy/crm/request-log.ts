import type { Log } from '../log.ts';
import type { CrmAnswer, CrmRequest } from './crm.ts';

const DEPTH = 8;
const KEYS = 60;
const LONGEST = 4_000;
/** What a CRM calls a field. Anything else, numbers above all, may be somebody's: an order, a phone, an article. */
const NAME = /^[a-z_][\w-]{0,40}((\[\w{0,40}\])|\.\w{1,40}){0,4}$/i;

/** What becomes of each call to a CRM, in shapes alone: which fields, never what was in them. */
export interface RequestLog {
  sent(request: CrmRequest): void;
  answered(request: CrmRequest, answer: CrmAnswer): void;
}

/** For debugging, where the connection asks for it: at log level `debug`. */
export const createRequestLog = (log: Log, connection: string): RequestLog => ({
  sent({ operation, method, url, headers = {}, body }) {
    const query = [...new URL(url).searchParams.keys()].map(nameOf).join(',');
    const sent = body === undefined ? {} : { body: written(sentShape(body, headers)) };
    log.debug('crm-request', { connection, operation, method, ...(query && { query }), ...sent });
  },
  answered({ operation }, { status, text }) {
    log.debug('crm-answer', { connection, operation, status, body: written(shapeOf(jsonIn(text) ?? text)) });
  },
});

const written = (shape: unknown): string => JSON.stringify(shape).slice(0, LONGEST);

const nameOf = (key: string): string => {
  if (/^\d+$/.test(key)) return '#';
  return NAME.test(key) && !/\d{5}/.test(key) ? key : '*';
};

/** An object or a list that a text holds; nothing where it is another text. */
const jsonIn = (text: string): object | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

/** A form's fields may hold JSON of their own (RetailCRM). */
const sentShape = (body: string, headers: Readonly<Record<string, string>>): unknown => {
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return shapeOf(jsonIn(body) ?? body);
  const fields = [...new URLSearchParams(body)].map(([name, text]) => [name, jsonIn(text) ?? text] as const);
  return shapeOf(Object.fromEntries(fields));
};

/** Keys with the kind of their value in its place; of a list its first entry, and how many there are. */
const shapeOf = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return `text(${value.length})`;
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth >= DEPTH) return '…';
  if (Array.isArray(value)) {
    const [first] = value;
    return value.length > 1
      ? [shapeOf(first, depth + 1), `× ${value.length}`]
      : value.map(each => shapeOf(each, depth + 1));
  }
  const entries = Object.entries(value).slice(0, KEYS);
  return Object.fromEntries(entries.map(([key, held]) => [nameOf(key), shapeOf(held, depth + 1)]));
};
