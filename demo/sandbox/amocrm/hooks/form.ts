/** Nested values as PHP writes them into a form: `leads[status][0][id]=1`. */

export type Tree = string | number | null | readonly Tree[] | { readonly [key: string]: Tree | undefined };

/** The body of a form; null is the empty text, as PHP has it. */
export function bracketForm(tree: { readonly [key: string]: Tree }): string {
  const fields = Object.entries(tree).flatMap(([key, value]) => fieldsOf(key, value));
  return new URLSearchParams(fields).toString();
}

function fieldsOf(key: string, value: Tree): [string, string][] {
  if (value === null) return [[key, '']];
  if (typeof value !== 'object') return [[key, String(value)]];
  return Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : fieldsOf(`${key}[${name}]`, each)));
}
