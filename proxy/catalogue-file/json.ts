import type { Listed } from './listed.ts';

/** The products of a JSON array. Keys nobody knows are passed over; null is as good as absent. */
export const listJson = (text: string): Listed => {
  const fault = (found: string) => ({
    products: [],
    faults: [{ place: '', found, expected: 'a JSON array of products' }],
  });
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return fault('another kind of JSON');
    return {
      products: parsed.map((value: unknown, at) => ({
        value: present(value),
        place: path => `[${at}]${path && `.${path}`}`,
      })),
      faults: [],
    };
  } catch (error) {
    return fault(`no JSON (${error instanceof Error ? error.message : 'it cannot be read'})`);
  }
};

const present = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([key, item]) => item !== null || key === 'price'))
    : value;
