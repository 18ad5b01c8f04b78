/** A port on loopback that can be closed for real and opened again. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Drops every connection and refuses new ones. */
  close(): Promise<void>;
  /** Listens again on the port it had. */
  reopen(): Promise<void>;
}

/** Listens on loopback; port 0 takes any free one. */
export async function listen(handler: RequestListener, port: number): Promise<Listener> {
  const server = createServer(handler);

  const open = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });

  const shut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise<void>(resolve => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };

  // One after another: a port asked to open while it is closing would do neither.
  let turn = open(port);
  const next = (step: () => Promise<void>): Promise<void> => {
    turn = turn.catch(() => {}).then(step);
    return turn;
  };
  await turn;
  const { port: taken } = server.address() as AddressInfo;

  return {
    url: `http://${HOST}:${taken}`,
    port: taken,
    close: () => next(shut),
    reopen: () => next(async () => (server.listening ? undefined : open(taken))),
  };
}
