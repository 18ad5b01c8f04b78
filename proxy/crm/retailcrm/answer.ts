import type { z } from 'zod';
import type { CrmAnswer, CrmRequest } from '../crm.ts';
import { CrmFailure, type FailureFacts } from '../failure.ts';
import { failureOfAnswer } from '../verdict.ts';
import { Envelope } from './wire.ts';

/** HTTP statuses that say more in their body. 460 is the vendor's own: "loaded with errors" (Go client). */
export const READABLE = [400, 403, 404, 405, 460];

/** The documented answer to too many calls, with or without Retry-After (API rules). */
export const TOO_MANY = [503];

const NO_ACCOUNT = { kind: 'auth', taken: 'no', code: 'no-account' } as const;
const PARTLY = { kind: 'invalid', taken: 'unknown', code: 'partly-loaded' } as const;
const EXISTS = { kind: 'conflict', taken: 'no', code: 'already-exists' } as const;

/** Messages as the vendor's clients tell them apart (PHP ApiExceptionFactory, Go error.go), the surest first. */
const MESSAGES: readonly (readonly [said: RegExp, means: FailureFacts])[] = [
  [/"?apiKey"? is missing/i, { kind: 'auth', taken: 'no', code: 'no-key' }],
  [/wrong "?apiKey"?/i, { kind: 'auth', taken: 'no', code: 'wrong-key' }],
  [/^access denied/i, { kind: 'auth', taken: 'no', code: 'access-denied' }],
  [/^account does not exist/i, NO_ACCOUNT],
  // No order can go out before the config names the store: trouble of the connection, not of this order.
  [/^parameter 'site' is missing/i, { kind: 'auth', taken: 'no', code: 'site-missing' }],
  [/already exists/i, EXISTS],
  [/are loaded with errors/i, PARTLY],
  [/^(api method not found|method not allowed)/i, { kind: 'protocol', taken: 'no', code: 'no-method' }],
  [/^(payment )?not found/i, { kind: 'not-found', taken: 'no', code: 'not-found' }],
];
const REFUSED = { kind: 'invalid', taken: 'no', code: 'refused' } as const;

/** What of an error may be repeated: the place in what we sent, never the text about it. */
const FIELD =
  /^(?:order\.|customer\.)?((?:items|payments)(?:\[\d{1,3}\])?(?:\.\w{1,20}){0,2}|(?:customer|delivery|contragent|source)(?:\.\w{1,20}){0,2}|customFields|status|orderType|orderMethod|shipmentStore|externalId|number|phone|email|firstName|createdAt|countryIso)(?![\w.[])/;

/** A refusal that names what it is about. */
export class Refusal extends CrmFailure {
  readonly fields: readonly string[];

  constructor(operation: string, facts: FailureFacts, fields: readonly string[]) {
    const [first] = fields;
    super(operation, { ...facts, code: first ? `${facts.code}:${first}` : (facts.code ?? 'refused') });
    this.fields = fields;
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

/** Not understood: of a call that acts nobody knows whether it was taken. */
const unclear = ({ operation, kind }: CrmRequest): CrmFailure =>
  new CrmFailure(operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });

/** A reference book's code that does not exist, which names the book alone (OpenCart module, issue 177). */
const NO_SUCH = /^"(\w{1,20})" with "code"=/;

const placeIn = (text: string): string | undefined =>
  FIELD.exec(text)?.[1] ?? NO_SUCH.exec(text)?.[1]?.replace(/^./, letter => letter.toLowerCase());

type Said = z.infer<typeof Envelope>;

const fieldsOf = ({ errors = [] }: Said): string[] =>
  errors.flatMap(([key, text]) => placeIn(/^\d*$/.test(key) ? text : key) ?? []);

const meaningOf = (said: Said): FailureFacts | null => {
  const texts = [said.errorMsg ?? '', ...(said.errors ?? []).map(([, text]) => text)];
  return MESSAGES.find(([pattern]) => texts.some(text => pattern.test(text)))?.[1] ?? null;
};

/** What an answer of this HTTP status means where its body told nothing. */
const byStatus = (request: CrmRequest, answer: CrmAnswer, now: number): CrmFailure => {
  // A wrong subdomain answers a POST with nginx's own page (PHP AccountNotFoundHandler).
  if (answer.status === 405) return new CrmFailure(request.operation, NO_ACCOUNT);
  if (answer.status === 460) return new Refusal(request.operation, actedOn(request, PARTLY), []);
  return failureOfAnswer({ ...request, accept: [] }, answer, now) ?? unclear(request);
};

const actedOn = ({ kind }: CrmRequest, facts: FailureFacts): FailureFacts =>
  kind === 'submit' ? facts : { ...facts, taken: 'no' };

const isRefusal = ({ success, errorMsg }: Said, { status }: CrmAnswer): boolean =>
  success === false && errorMsg !== undefined && (status < 300 || status === 400);

const failureOf = (request: CrmRequest, answer: CrmAnswer, said: Said | null, now: number): CrmFailure => {
  const facts = said && (meaningOf(said) ?? (isRefusal(said, answer) ? REFUSED : null));
  if (!said || !facts) return byStatus(request, answer, now);
  return new Refusal(request.operation, actedOn(request, facts), fieldsOf(said));
};

/**
 * The answer of a call that went well, read by its schema.
 * @throws CrmFailure for errors, and for anything that is no answer of RetailCRM's
 */
export const readAnswer = <Schema extends z.ZodType>(
  request: CrmRequest,
  answer: CrmAnswer,
  schema: Schema,
  now: number,
): z.output<Schema> => {
  const parsed = Envelope.safeParse(jsonOf(answer.text));
  const said = parsed.success ? parsed.data : null;
  if (answer.status >= 300 || said?.success !== true) throw failureOf(request, answer, said, now);
  const read = schema.safeParse(said);
  if (!read.success) throw unclear(request);
  return read.data;
};
