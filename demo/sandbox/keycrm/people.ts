/** The buyers the account starts with, and the loyalty program they are in. Every person in it is made up. */

export interface Buyer {
  readonly id: number;
  readonly full_name: string;
  readonly birthday: string | null;
  readonly email: readonly string[];
  /** As each was written down: with and without a plus (two clients found live accounts so). */
  readonly phone: readonly string[];
  readonly note: string | null;
  /** A discount of the buyer's own, in percent. */
  readonly discount: number;
  /** What the buyer has bought for so far: loyalty levels go by it. */
  readonly bought: number;
  readonly managerId: number | null;
  readonly shipping: readonly object[];
  readonly customFields: readonly { readonly uuid: string; readonly value: unknown }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

const known = {
  birthday: null,
  email: [],
  phone: [],
  note: null,
  discount: 0,
  bought: 0,
  managerId: null,
  shipping: [],
  customFields: [],
  createdAt: '2026-02-03 10:00:00',
  updatedAt: '2026-02-03 10:00:00',
};

/** A buyer of whom only this much is known. */
export function buyer(facts: Partial<Buyer> & Pick<Buyer, 'id' | 'full_name'>): Buyer {
  return { ...known, ...facts };
}

export const buyers: readonly Buyer[] = [
  buyer({
    id: 2001,
    full_name: 'Ольга',
    email: ['olha@example.com'],
    phone: ['+380500000011'],
    bought: 6400,
    shipping: [
      {
        address: 'Садова, 5',
        additional_address: 'кв. 81',
        city: 'Київ',
        region: null,
        zip_code: null,
        country: 'Україна',
        recipient_full_name: null,
        recipient_phone: null,
        warehouse_ref: null,
      },
    ],
    customFields: [{ uuid: 'CT_1006', value: '5001' }],
  }),
  buyer({ id: 2002, full_name: 'Тимур', phone: ['380500000012', '+380500000022'], bought: 2100 }),
  buyer({ id: 2003, full_name: 'Анна', phone: ['0500000013'] }),
];

const program = { loyalty_program_name: 'Гості «Хвилі»', loyalty_program_id: 1 };

/** Levels by the sum of purchases (KeyCRM help, loyalty program), the highest first. */
const levels = [
  { id: 13, name: 'Океан', from: 5000, percent: 10 },
  { id: 12, name: 'Море', from: 2000, percent: 5 },
  { id: 11, name: 'Берег', from: 0, percent: 3 },
];

/** A buyer's place in the program (KeyCRM OpenAPI 1.2.0, `BuyerWithIncludes.loyalty`). */
export function loyaltyOf({ bought }: Buyer) {
  return levels
    .filter(({ from }) => bought >= from)
    .slice(0, 1)
    .map(({ id, name, percent }) => ({
      ...program,
      loyalty_program_level_name: name,
      loyalty_program_level_id: id,
      amount: bought,
      discount: percent,
    }));
}
