/** The back door opens to pages of this machine, and to no other page a browser may have open. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Sets the CORS headers. False: the request comes from a page elsewhere and must not be served. */
export function allowLoopback(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!LOOPBACK.test(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-methods', 'GET, POST, DELETE, OPTIONS');
  response.setHeader('access-control-allow-headers', 'content-type');
  return true;
}
