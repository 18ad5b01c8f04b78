import { createServer } from 'node:http';
import type { Chance } from './chance.ts';

/** The site's back end, which is told of every order. Some of its answers fail, so that it has to be told again. */
export interface Receiver {
  /** What was taken: `order.submitted <id of the order>`. */
  heard: Set<string>;
  close(): Promise<void>;
}

interface Told {
  type: string;
  data: { id: string };
}

export const startReceiver = async (port: number, chance: Chance): Promise<Receiver> => {
  const heard = new Set<string>();
  const failedOnce = new Set<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      // Once each: the second wait would outlast the run.
      if (!failedOnce.has(id) && chance.is(0.05)) {
        failedOnce.add(id);
        response.writeHead(500).end();
        return;
      }
      const { type, data } = JSON.parse(body) as Told;
      heard.add(`${type} ${data.id}`);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    heard,
    async close() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
};
