import { openSqlite } from '../../../../proxy/orders/store/sqlite.ts';
import { folder } from './folder.ts';
import { storeSuite } from './suite.ts';

storeSuite('the order book on SQLite', async () => {
  const { file, remove } = await folder();
  return { open: (keys, clock) => openSqlite({ file, keys, clock }), remove };
});
