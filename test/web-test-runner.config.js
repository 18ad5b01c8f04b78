import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';

const root = fileURLToPath(new URL('..', import.meta.url));

const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tells `npm test` how many passed and failed, where it asks for that. */
const counted = {
  onTestRunFinished({ sessions }) {
    const suites = sessions.map(({ testResults }) => testResults).filter(Boolean);
    const tests = suites.flatMap(function all(suite) {
      return [...suite.tests, ...suite.suites.flatMap(all)];
    });
    const failed = tests.filter(test => !test.passed && !test.skipped).length;
    const broken = sessions.filter(({ passed }) => !passed).length;
    const report = { passed: tests.filter(test => test.passed).length, failed: Math.max(failed, broken) };
    if (process.env.BROWSER_REPORT) writeFileSync(process.env.BROWSER_REPORT, JSON.stringify(report));
  },
};

export default {
  reporters: [defaultReporter(), counted],
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
