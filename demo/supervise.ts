import { type ChildProcess, spawn } from 'node:child_process';

/** A program kept running: started again when it ends unasked, as a host's own supervisor would. */
export interface Supervised {
  /** Resolves when it says for the first time that it listens. @throws Error if it ends before */
  ready(): Promise<void>;
  /** Kills it the hard way, as a power cut would; it comes back by itself. */
  kill(): void;
  stop(): Promise<void>;
}

const RESTART_MS = 700;

export const supervise = (name: string, args: string[], env: Record<string, string>, listens: RegExp): Supervised => {
  let child: ChildProcess;
  let stopping = false;
  let heard = false;
  const ready = Promise.withResolvers<void>();

  const start = () => {
    child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!listens.test(chunk.toString())) return;
      heard = true;
      ready.resolve();
    });
    child.once('close', code => {
      if (stopping) return;
      // Before it ever listened, starting again would only repeat the same fault.
      if (!heard) return ready.reject(new Error(`The ${name} ended with code ${code} before it was ready.`));
      setTimeout(start, RESTART_MS);
    });
  };
  start();

  return {
    ready: () => ready.promise,
    kill: () => void child.kill('SIGKILL'),
    stop: () =>
      new Promise(resolve => {
        stopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('close', () => resolve());
        child.kill('SIGTERM');
      }),
  };
};
