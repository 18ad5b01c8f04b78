import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const DIST = new URL('../../dist/widgets/', import.meta.url).pathname;
const TAGS = ['order-status', 'certificate', 'availability', 'checkout'] as const;

export interface Size {
  what: string;
  raw: number;
  gzip: number;
  brotli: number;
  files: number;
}

/** Every file compressed by itself, as a browser fetches them. */
const measure = (what: string, files: string[]): Size => {
  const contents = files.map(file => readFileSync(join(DIST, file)));
  const sum = (length: (content: Buffer) => number) => contents.reduce((total, content) => total + length(content), 0);
  return {
    what,
    raw: sum(content => content.length),
    gzip: sum(content => gzipSync(content, { level: 9 }).length),
    brotli: sum(content => brotliCompressSync(content).length),
    files: files.length,
  };
};

const STATIC_IMPORT = /(?:import|export)\s*(?:[\w*${},\s]+\s*from\s*)?["'](\.{1,2}\/[^"']+)["']/g;

/** A chunk and all it imports at once; what it would load later is not counted. */
const withImports = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier = ''] of readFileSync(join(DIST, file), 'utf8').matchAll(STATIC_IMPORT)) {
    withImports(join(file, '..', specifier), seen);
  }
  return seen;
};

const LOADER = 'crm-widgets.js';

/** The built bundle: the loader, each widget with all a page fetches for it, and all four together. */
export const bundleSizes = (): Size[] => {
  const chunks = readdirSync(join(DIST, 'widgets')).map(file => join('widgets', file));
  const loader = [...withImports(LOADER)];
  const each = TAGS.map(tag => {
    const chunk = chunks.find(file => file.startsWith(join('widgets', `${tag}-`)));
    if (!chunk) throw new Error(`The bundle has no chunk for ${tag}: npm run build`);
    return { tag, files: [...withImports(chunk, new Set(loader))] };
  });
  return [
    measure('loader', loader),
    ...each.map(({ tag, files }) => measure(`<crm-${tag}>`, files)),
    measure('all four', [...new Set(each.flatMap(({ files }) => files))]),
  ];
};
