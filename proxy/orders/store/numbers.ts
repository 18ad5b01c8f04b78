/** Cyrillic letters that look Latin on paper and on keyboards. */
const lookalikes: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

/** An order number as it is searched by: what people add, drop or mistake when they copy one makes no difference. */
export const numberKey = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[АВЕКМНОРСТУХ]/g, letter => lookalikes[letter] ?? letter);
