import { type ChildProcess, fork } from 'node:child_process';
import autocannon from 'autocannon';

export interface Target {
  url: string;
  /** Processor time used so far, in microseconds. */
  cpu(): Promise<number>;
  stop(): void;
}

const said = <T>(child: ChildProcess, key: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      child.off('message', hear);
      child.off('exit', end);
      resolve(Reflect.get(message, key) as T);
    };
    const end = () => reject(new Error(`The server under test ended before it said its ${key}.`));
    child.on('message', hear);
    child.once('exit', end);
  });

/** Starts a server under test as a process of its own, so that its processor time is its own. */
export const startTarget = async (
  file: string,
  env: Record<string, string> = {},
  waitFor?: string,
): Promise<Target> => {
  // Its log lines are part of its work, but nobody reads them here.
  const child = fork(new URL(`servers/${file}`, import.meta.url), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const readiness = waitFor ? said<boolean>(child, waitFor) : Promise.resolve(true);
  const port = await said<number>(child, 'port');
  await readiness;
  return {
    url: `http://127.0.0.1:${port}`,
    async cpu() {
      const answer = said<number>(child, 'cpu');
      child.send('cpu');
      return answer;
    },
    stop: () => child.disconnect(),
  };
};

export interface Load {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** A fresh body and headers for each request. */
  each?: () => { headers: Record<string, string>; body: string };
}

export interface Figures {
  perSecond: number;
  cpuMicros: number;
}

const CONNECTIONS = 32;

const cannon = (target: Target, load: Load, seconds: number): Promise<autocannon.Result> => {
  const { each, path, ...request } = load;
  const setupRequest = each ? (base: autocannon.Request): autocannon.Request => ({ ...base, ...each() }) : undefined;
  return autocannon({
    url: `${target.url}${path}`,
    connections: CONNECTIONS,
    duration: seconds,
    ...(setupRequest ? { requests: [{ method: request.method ?? 'GET', path, setupRequest }] } : request),
  });
};

/** Loads a server on loopback for a few seconds. @throws Error if it answered anything but success */
export const measure = async (target: Target, load: Load, seconds: number): Promise<Figures> => {
  await cannon(target, load, 1);
  const before = await target.cpu();
  const result = await cannon(target, load, seconds);
  const used = (await target.cpu()) - before;
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${load.path}: ${answered} good answers, ${result.non2xx} others, ${result.errors} errors`);
  }
  return { perSecond: answered / result.duration, cpuMicros: used / answered };
};
