/** Accepts orders until it is killed, and says the id of each one that it holds to be safe. */
import { createKeys } from '../../../../proxy/orders/seal.ts';
import { openSqlite } from '../../../../proxy/orders/store/sqlite.ts';
import { intake } from './samples.ts';

const [, , file = '', key = ''] = process.argv;
const store = await openSqlite({ file, keys: createKeys([key]) });

async function visitor(): Promise<never> {
  for (;;) {
    const order = intake();
    // Unique: this process knows nothing of the numbers that an earlier one drew.
    const number = order.booked.id;
    await store.accept({ ...order, booked: { ...order.booked, number } });
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all(Array.from({ length: 16 }, visitor));
