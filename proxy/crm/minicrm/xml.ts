import { XMLBuilder } from 'fast-xml-parser';

/** An element: what begins with `@` is an attribute, what is undefined is left out, a list is repeated. */
export interface Element {
  [name: string]: string | number | Element | readonly (string | Element)[] | undefined;
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: false });

/** What XML 1.0 has no way to write. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const clean = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed().replace(UNWRITABLE, '');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : [[name, clean(each)]])),
  );
};

/** The file with these cards as the webshop integration reads it (www.minicrm.io/help/xml-sync). */
export const fileOf = (projects: readonly Element[]): string =>
  builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    Projects: { Project: projects.map(clean) },
  });
