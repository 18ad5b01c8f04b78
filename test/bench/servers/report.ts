import type { Server } from 'node:http';

/** Tells the bench where we listen, and on asking what processor time we have used, in microseconds. */
export const reportTo = (server: Server): void => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) process.send?.({ port: address.port });
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system });
  });
};
