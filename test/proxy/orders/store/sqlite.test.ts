import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../../proxy/orders/store/sqlite.ts';
import { storeSuite } from './suite.ts';

storeSuite('the order book on SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orders-'));
  return {
    open: (keys, clock) => openSqlite({ file: join(folder, 'orders.sqlite'), keys, clock }),
    remove: () => rm(folder, { recursive: true }),
  };
});
