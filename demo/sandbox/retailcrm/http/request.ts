/** A call as the methods see it. */
import { formFields } from '../../kit/body.ts';
import type { Call } from '../../kit/sandbox.ts';
import { readTree, type Tree, textAt } from './tree.ts';

export interface Request {
  /** Query and form together; a form field wins over a query parameter of its name. */
  readonly parameters: Tree;
  /** The segments that the path has in place of the route's `{…}`, decoded. */
  readonly segments: readonly string[];
  readonly apiKey: string;
  /** A plain parameter; empty when it was not sent. */
  text(name: string): string;
}

/** Reads a call. The key may be in a header or in a parameter, of a query or a form (RetailCRM API rules). */
export async function readRequest(call: Call, segments: readonly string[]): Promise<Request> {
  const form = await formFields(call.headers['content-type'], call.body);
  const parameters = readTree([...call.url.searchParams, ...form]);
  const text = (name: string): string => textAt(parameters, name) ?? '';
  const header = call.headers['x-api-key'];
  return { parameters, segments, text, apiKey: typeof header === 'string' ? header : text('apiKey') };
}
