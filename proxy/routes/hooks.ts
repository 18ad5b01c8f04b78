import type { Request, RequestHandler } from 'express';
import type { Connection } from '../crm/connection.ts';
import { CrmFailure } from '../crm/failure.ts';
import { PAGE_BYTES, readBody } from '../guard/body.ts';
import { sameSecret } from '../guard/keys.ts';
import { HttpProblem } from '../problem.ts';
import { type Desk, param } from './desk.ts';

/**
 * POST and GET /hooks/{connection}/{token}. Answers once the change is on disk: a CRM repeats what it got no 200 for.
 */
export const hook =
  (desk: Desk): RequestHandler =>
  async (req, res) => {
    const { connection, orderId } = authorize(desk, param(req, 'connection'), param(req, 'token'));
    const body = (await readBody(req, PAGE_BYTES)).toString('utf8');
    const query = queryOf(req);
    const { parseHook } = connection.methods;
    // A CRM looks whether the address answers before it uses it.
    const isEmpty = body.trim() === '' && Object.keys(query).length === 0;
    if (parseHook && !isEmpty) {
      const told = parsed(() => parseHook({ method: req.method, headers: headersOf(req), query, body }));
      if (told === 'ask') desk.book.askChanges(connection.name);
      else if (told.length > 0) await desk.book.applyChanges(connection.name, told, orderId);
    }
    res.type('text/plain').send('OK');
  };

interface Authorized {
  connection: Connection;
  /** The order whose own token this is; null for the token of the whole connection. */
  orderId: string | null;
}

/** An unknown connection and a wrong token look alike. */
const authorize = ({ connections, keys, clock }: Desk, name: string, token: string): Authorized => {
  const connection = connections.get(name);
  if (!connection) throw new HttpProblem('not-found');
  const { hookToken } = connection.config;
  if (hookToken !== null && sameSecret(token, hookToken)) return { connection, orderId: null };
  const opened = keys.openToken('hook', token, clock.now());
  if (typeof opened === 'object' && opened !== null && 'o' in opened && typeof opened.o === 'string') {
    return { connection, orderId: opened.o };
  }
  throw new HttpProblem('not-found');
};

const parsed = <T>(parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CrmFailure && error.kind === 'invalid') throw new HttpProblem('malformed');
    throw error;
  }
};

const queryOf = (req: Request): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(req.url.split('?')[1] ?? ''));

const headersOf = (req: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value ?? '')]));
