import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChrome } from './chrome.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chrome-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, mode: number): string => {
  const file = join(folder, name);
  writeFileSync(file, '');
  chmodSync(file, mode);
  return file;
};

test('a browser on the PATH is found under any of its names', () => {
  const file = put('google-chrome-stable', 0o755);
  expect(findChrome({ PATH: `/nowhere:${folder}` })).toBe(file);
});

test('what the environment names goes first', () => {
  put('chromium', 0o755);
  expect(findChrome({ PATH: folder, CHROME_PATH: '/opt/mine' })).toBe('/opt/mine');
});

test('nothing that cannot be run is taken for one', () => {
  put('chromium', 0o644);
  expect(findChrome({ PATH: folder })).toBeNull();
});
