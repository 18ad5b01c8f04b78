import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sandboxes } from '../../demo/sandbox/index.ts';
import { crms } from '../../proxy/crm/index.ts';

const root = resolve(import.meta.dirname, '../..');
const at = (...path: string[]): string => join(root, ...path);

const foldersOf = (path: string): string[] =>
  readdirSync(at(path), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(at(path, entry.name, 'index.ts')))
    .map(({ name }) => name);

const sourcesOf = (path: string): string[] =>
  readdirSync(at(path), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(path, name));

/** What a file imports: packages by name, files of ours from the project's root. */
const importsOf = (file: string): string[] =>
  [...readFileSync(at(file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, wanted = '']) =>
    wanted.startsWith('.') ? join(file, '..', wanted) : wanted,
  );

const adapters = foldersOf('proxy/crm');
const strays = (folder: string, allowed: RegExp): string[] =>
  sourcesOf(folder).flatMap(file =>
    importsOf(file)
      .filter(wanted => !allowed.test(wanted))
      .map(wanted => `${file} imports ${wanted}`),
  );

it('registers every adapter, and no other', () => {
  expect(Object.keys(crms).sort()).toEqual(adapters.sort());
});

describe.each(adapters)('%s', name => {
  it.each([
    ['a guide', `proxy/crm/${name}/README.md`],
    ['a sandbox', `demo/sandbox/${name}/index.ts`],
    ['a demo config', `demo/config/${name}.json`],
    ['its facts for the contract', `test/contract/${name}.test.ts`],
  ])('has %s', (_, path) => {
    expect(existsSync(at(path)), path).toBe(true);
    expect(statSync(at(path)).size).toBeGreaterThan(0);
  });

  it('has a demo config that connects it, and its sandbox a line in the list', () => {
    const config: { connections: Record<string, { type: string }> } = JSON.parse(
      readFileSync(at(`demo/config/${name}.json`), 'utf8'),
    );
    expect(Object.values(config.connections).map(({ type }) => type)).toContain(name);
    expect(Object.keys(sandboxes)).toContain(name);
  });

  it('knows its own files, what all adapters share, and little else', () => {
    const shared =
      'proxy/crm/(crm|order|failure|verdict|choice|customer-note|draft|hooks|kept|time|money|phone|text)\\.ts';
    const allowed = new RegExp(
      `^(node:[a-z/]+|zod|fast-xml-parser|xmlbuilder2|libphonenumber-js(/.+)?)$|^proxy/(contract|crm/${name})/|^${shared}$`,
    );
    expect(strays(`proxy/crm/${name}`, allowed)).toEqual([]);
  });

  it('has a sandbox that knows nothing of it', () => {
    expect(strays(`demo/sandbox/${name}`, new RegExp(`^(?!proxy/|\\.)|^demo/sandbox/(kit|${name})/`))).toEqual([]);
  });
});

it('keeps the kit of the sandboxes apart from the proxy', () => {
  expect(strays('demo/sandbox/kit', /^(node:[a-z/]+|zod)$|^demo\/sandbox\/kit\//)).toEqual([]);
});
