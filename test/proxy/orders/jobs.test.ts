import { expect, it } from 'vitest';
import { startJobs } from '../../../proxy/jobs.ts';
import type { Log } from '../../../proxy/log.ts';
import { createFakeClock } from '../../kit/clock.ts';

const logs: string[] = [];
const say = (event: string) => void logs.push(event);
const log: Log = { debug: say, info: say, warn: say, error: say };

it('never runs one work twice at a time', async () => {
  const clock = createFakeClock();
  let runs = 0;
  let end = () => {};
  const run = () => {
    runs += 1;
    return new Promise<void>(resolve => {
      end = resolve;
    });
  };
  const stop = startJobs([{ name: 'slow', everyMs: 100, run }], clock, log);
  await clock.advance(1000);
  expect(runs).toBe(1);
  end();
  await clock.advance(100);
  expect(runs).toBe(2);
  end();
  await stop();
  await clock.advance(1000);
  expect(runs).toBe(2);
});

it('goes on after a work has thrown, and says so', async () => {
  const clock = createFakeClock();
  let runs = 0;
  const run = async () => {
    runs += 1;
    throw new TypeError('of +79161234567');
  };
  const stop = startJobs([{ name: 'bad', everyMs: 100, run }], clock, log);
  await clock.advance(250);
  expect(runs).toBe(3);
  expect(new Set(logs)).toEqual(new Set(['job-failed']));
  await stop();
});
