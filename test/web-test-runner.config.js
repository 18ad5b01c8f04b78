import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';

const root = fileURLToPath(new URL('..', import.meta.url));

const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default {
  rootDir: root,
  files: [`${root}test/widgets/**/*.test.ts`],
  nodeResolve: { exportConditions: ['production', 'browser'] },
  // One page at a time: a page behind another is hidden, and there neither focus nor streams work as for a visitor.
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', ...quiet],
      },
    }),
  ],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}widgets/tsconfig.json` })],
  testFramework: { config: { ui: 'bdd', timeout: 8000 } },
  testsStartTimeout: 30_000,
};
