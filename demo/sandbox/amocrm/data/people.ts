/** Who the account starts with, and the orders taken by phone. Every person is made up; phones are as people type them. */
import { WON } from './pipelines.ts';

export interface Known {
  readonly name: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phones?: readonly string[];
  readonly email?: string;
  readonly position?: string;
}

export const people: readonly Known[] = [
  {
    ...{ name: 'Ольга Садовникова', firstName: 'Ольга', lastName: 'Садовникова' },
    ...{ phones: ['+7 (900) 000-00-11'], email: 'olga@example.com' },
  },
  { name: 'Тимур', phones: ['89000000012'] },
  { name: 'Анна', phones: ['79000000013', '+790000000113'], email: 'anna@example.com' },
  // Found by whoever looks for Olga's number, or Anna's, and takes what comes.
  { name: 'Пётр', phones: ['+79000000014'], position: 'заказывает за Ольгу, тел. 9000000011' },
  { name: 'Анна Петрова', phones: ['+790000000130'], email: 'not-anna@example.com' },
];

export const phones: readonly string[] = ['+79000000011', '+79000000012', '+79000000013'];

interface Taken {
  readonly number: string;
  readonly customer: string;
  readonly statusId: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/** The shop's people put the order's number into the name of its lead. */
export const takenByPhone: readonly Taken[] = [
  { number: '2041', customer: 'Ольга Садовникова', statusId: 67_310_013, lines: [{ sku: '002', quantity: 2 }] },
  {
    ...{ number: '2042', customer: 'Тимур', statusId: 67_310_005 },
    lines: [
      { sku: '011', quantity: 1 },
      { sku: '020', quantity: 2 },
    ],
  },
  { number: '2043', customer: 'Анна', statusId: WON, lines: [{ sku: '009', quantity: 1 }] },
  // Found by whoever looks for 2041 and takes the first that holds it.
  { number: '20410', customer: 'Пётр', statusId: 67_310_009, lines: [{ sku: '010', quantity: 1 }] },
];
