import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeForTests } from './run/chrome.ts';
import { type Counts, type Result, runStep, type Step } from './run/step.ts';

const scratch = mkdtempSync(join(tmpdir(), 'crm-widgets-test-'));

const readCounts = (file: string, pick: (report: Record<string, unknown>) => Counts) => (): Counts | null => {
  try {
    return pick(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
};

const vitest = (name: string, project: string, env: Record<string, string> = {}): Step => {
  const report = join(scratch, `${project}.json`);
  return {
    name,
    command: [
      'vitest',
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env,
    counts: readCounts(report, ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
      passed: Number(numPassedTests),
      failed: Math.max(Number(numFailedTests), Number(numFailedTests) === 0 ? Number(numFailedTestSuites) : 0),
    })),
  };
};

const browser = (chrome: string): Step => {
  const report = join(scratch, 'browser.json');
  return {
    name: 'browser',
    command: ['wtr', '--config', 'test/web-test-runner.config.js'],
    env: { CHROME_PATH: chrome, BROWSER_REPORT: report },
    counts: readCounts(report, ({ passed, failed }) => ({ passed: Number(passed), failed: Number(failed) })),
  };
};

const tell = (result: Result): Result => {
  const verdict = result.failed === 0 ? 'ok    ' : 'FAILED';
  process.stdout.write(
    `${verdict} ${result.name} (${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(1)} s)\n`,
  );
  if (result.failed > 0) process.stdout.write(`${result.output}\n`);
  return result;
};

const run = async (steps: Step[]): Promise<Result[]> => {
  const results: Result[] = [];
  for (const step of steps) results.push(tell(await runStep(step)));
  return results;
};

const everything = async (): Promise<Result[]> => {
  const chrome = chromeForTests();
  const first = await run([{ name: 'types', command: ['tsc', '-b'] }]);
  // Two cores: what needs a browser runs beside what needs none, and the end to end tests have both to themselves.
  const [still, moving] = await Promise.all([
    run([{ name: 'lint', command: ['biome', 'ci', '--error-on-warnings'] }, vitest('unit and contract', 'fast')]),
    run([
      { name: 'build', command: ['npm', 'run', 'build'] },
      { name: 'package', command: ['publint', '--strict'] },
      { name: 'dead code', command: ['knip', '--no-progress'] },
      browser(chrome),
    ]),
  ]);
  return [...first, ...still, ...moving, ...(await run([vitest('end to end', 'e2e', { CHROME_PATH: chrome })]))];
};

try {
  const results = await everything();
  const sum = (pick: (result: Result) => number) => results.reduce((total, result) => total + pick(result), 0);
  const failed = sum(result => result.failed);
  process.stdout.write(`${sum(result => result.passed)} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
