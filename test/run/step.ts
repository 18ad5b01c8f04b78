import { spawn } from 'node:child_process';

export interface Result {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
  output: string;
}

export interface Counts {
  passed: number;
  failed: number;
}

export interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads what the step counted; without it, the step is one test by its exit code. */
  counts?: (output: string) => Counts | null;
}

/** Runs a command, keeps what it printed, and counts: a step that failed without a count is one failure. */
export const runStep = (step: Step): Promise<Result> =>
  new Promise(resolve => {
    const started = Date.now();
    const [command = 'false', ...args] = step.command;
    const child = spawn(command, args, {
      env: { ...process.env, NO_COLOR: '1', ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const finish = (code: number | null) => {
      const counted = step.counts?.(output) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
      const failed = code === 0 ? counted.failed : Math.max(counted.failed, 1);
      resolve({ name: step.name, passed: counted.passed, failed, seconds: (Date.now() - started) / 1000, output });
    };
    child.once('error', error => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.once('close', finish);
  });
