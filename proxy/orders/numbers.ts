import { randomBytes, randomInt } from 'node:crypto';

/** Letters that neither look nor sound like another letter or a digit. */
const LETTERS = 'ACDEFHJKLMNPRTUWXY';
/** Beside a letter, 0 and 1 read as one. */
const FIRST_DIGITS = '23456789';

const pick = (from: string): string => from.charAt(randomInt(from.length));

/** Draws an order number to be read aloud, such as `K7-4821`. Tells nothing of how many orders there are. */
export const drawNumber = (prefix: string): string => {
  const tail = String(randomInt(10_000)).padStart(4, '0');
  return `${prefix && `${prefix}-`}${pick(LETTERS)}${pick(FIRST_DIGITS)}-${tail}`;
};

/** Draws an unguessable id: 144 bits. */
export const drawId = (): string => randomBytes(18).toString('base64url');
