/** How much of a short secret may stand in the open: the last four characters, and never all of it. */
const tail = (text: string): string => {
  const letters = [...text];
  const shown = Math.min(4, Math.floor((letters.length * 2) / 3));
  return shown === 0 ? '' : letters.slice(-shown).join('');
};

/** An order number for someone who only proved the phone: `••-4821`. */
export const maskNumber = (number: string): string => {
  const end = tail(number);
  const dashed = number.endsWith(`-${end}`);
  return `••${dashed ? '-' : ''}${end}`;
};

/** A certificate's code as it comes back: `•••• 1234`. */
export const maskCode = (code: string): string => `•••• ${tail(code)}`.trim();
