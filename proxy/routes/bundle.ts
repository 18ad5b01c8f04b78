import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { HttpProblem } from '../problem.ts';

type Encoding = 'br' | 'gzip' | 'identity';

interface BundleFile {
  type: string;
  etag: string;
  cacheControl: string;
  bodies: Partial<Record<Encoding, Buffer>> & { identity: Buffer };
}

/** The built widgets by the path they are served under, compressed once, in memory. */
export type Bundle = ReadonlyMap<string, BundleFile>;

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** A name with a hash in it never changes its content. */
const HASHED = /-[\w-]{8}\.\w+(\.map)?$/;

/** Where the build puts them, seen from the sources and from the built proxy. */
const builtWidgets = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/widgets/' : '../../widgets/',
  import.meta.url,
);

const compressed = { br: promisify(brotliCompress), gzip: promisify(gzip) };

const prepare = async (path: string, name: string, type: string): Promise<BundleFile> => {
  const identity = await readFile(path);
  const [br, gz] = await Promise.all([compressed.br(identity), compressed.gzip(identity)]);
  return {
    type,
    etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
    cacheControl: HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    bodies: { identity, ...(br.length < identity.length && { br }), ...(gz.length < identity.length && { gzip: gz }) },
  };
};

/** Reads the built widgets. Empty where they have not been built. */
export const loadBundle = async (folder: URL = builtWidgets): Promise<Bundle> => {
  const root = fileURLToPath(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter(entry => entry.isFile()).map(entry => `${entry.parentPath}${sep}${entry.name}`);
  const prepared = files.map(async path => {
    const type = TYPES[extname(path)];
    const name = `/${relative(root, path).split(sep).join('/')}`;
    return type === undefined ? null : ([name, await prepare(path, name, type)] as const);
  });
  return new Map((await Promise.all(prepared)).filter(entry => entry !== null));
};

/** GET /crm-widgets.js and /widgets/*: for pages of any origin, since it holds nothing of the shop's. */
export const bundle =
  (files: Bundle): RequestHandler =>
  (req, res) => {
    const file = files.get(req.path);
    if (!file) throw new HttpProblem('not-found');
    const encoding = pickEncoding(req, file);
    const etag = `"${file.etag}-${encoding}"`;
    setFileHeaders(res, file, encoding, etag);
    if (req.headers['if-none-match']?.includes(etag)) return void res.status(304).end();
    res.send(file.bodies[encoding] ?? file.bodies.identity);
  };

/** The smallest the browser takes, in whatever order it lists what it takes. */
const pickEncoding = (req: Request, { bodies }: BundleFile): Encoding =>
  (['br', 'gzip'] as const).find(encoding => bodies[encoding] && req.acceptsEncodings(encoding)) ?? 'identity';

const setFileHeaders = (res: Response, file: BundleFile, encoding: Encoding, etag: string): void => {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': file.cacheControl,
    'Content-Type': file.type,
    ETag: etag,
    Vary: 'Accept-Encoding',
  });
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
};
