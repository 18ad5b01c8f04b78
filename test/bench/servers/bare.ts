import { createServer } from 'node:http';
import { reportTo } from './report.ts';

/** The most Node can do: a prebuilt buffer, no routing, no headers worth the name. */
const body = Buffer.from(
  JSON.stringify({
    orders: [{ number: 'K7-4821', stage: 'preparing', status: 'В производстве' }],
    pad: 'x'.repeat(500),
  }),
);
reportTo(
  createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  }),
);
