/** The clients the account starts with. Every person in it is made up. */
import type { Client } from './records.ts';

const JOINED = Date.UTC(2026, 1, 3, 10);

const nobody = {
  ...{ name: null, surname: null, middlename: null, email: null, phone: null },
  ...{ registered: false, subscribe: true, bonusPoints: 0, consent: true, deleted: false },
};

/** A client of whom only this much is known. */
export function client(facts: Partial<Client> & Pick<Client, 'id' | 'createdAt' | 'updatedAt'>): Client {
  return { ...nobody, ...facts };
}

const joined = { createdAt: JOINED, updatedAt: JOINED };

/** One phone to each way shops write them: with a plus, with an eight, with a seven (a client of the API). */
export const clients: readonly Client[] = [
  client({
    id: 46_001,
    name: 'Ольга',
    phone: '+79000000011',
    email: 'olga@example.com',
    bonusPoints: 350,
    registered: true,
    ...joined,
  }),
  client({ id: 46_002, name: 'Тимур', phone: '89000000012', bonusPoints: 40, ...joined }),
  client({ id: 46_003, name: 'Анна', phone: '79000000013', ...joined }),
];
