import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a Chrome or Chromium of this machine is; null: none. */
export const findChrome = (env: NodeJS.ProcessEnv = process.env): string | null => {
  if (env['CHROME_PATH']) return env['CHROME_PATH'];
  const folders = (env['PATH'] ?? '').split(delimiter);
  const candidates = [...folders.flatMap(folder => NAMES.map(name => join(folder, name))), ...ELSEWHERE];
  return candidates.find(runs) ?? null;
};

const installDebians = (): boolean => {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
};

/**
 * Finds a Chrome or Chromium, or installs Debian's where that is ours to do.
 * @throws Error whose message says in one sentence what to install
 */
export const chromeForTests = (): string => {
  const found = findChrome();
  if (found) return found;
  const rootOnDebian = process.getuid?.() === 0 && runs('/usr/bin/apt-get');
  if (rootOnDebian) process.stdout.write('No Chrome or Chromium here: installing Debian’s chromium …\n');
  const installed = rootOnDebian && installDebians() ? findChrome() : null;
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chrome or Chromium: install one (Debian: apt-get install chromium) or set CHROME_PATH.',
  );
};
