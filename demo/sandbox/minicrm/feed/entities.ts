/** What stands for a character in XML: five names, and numbers, which the parser by itself leaves as they are. */

const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** Decodes a text. Throws on any other name, as every parser of XML does when nothing declares it. */
function decode(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, reference: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(reference) ?? [];
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const character = code <= 0x10_ffff ? String.fromCodePoint(code) : names[reference];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`an entity is unknown: ${whole.slice(0, 20)}`);
    return character;
  });
}

/** For the parser. What a DOCTYPE declares is not taken up. */
export const entityDecoder = {
  decode,
  setExternalEntities() {},
  addInputEntities() {},
  reset() {},
  setXmlVersion() {},
};
