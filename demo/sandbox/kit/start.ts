/** Puts a sandbox together and on the air. */
import { createBackDoor } from './back-door.ts';
import { type Clock, createClock } from './clock.ts';
import { createFaults } from './faults.ts';
import { createFront } from './front.ts';
import { createHooks } from './hooks.ts';
import { createJournal } from './journal.ts';
import { createKitchen } from './kitchen.ts';
import { type Listener, listen } from './listener.ts';
import type { SandboxFactory } from './sandbox.ts';

export interface StartOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly backDoorPort: number;
  /** How many times faster than life quota windows, hook pauses and the kitchen go. */
  readonly speed?: number;
  /** Whether orders move along their statuses by themselves. */
  readonly kitchen?: boolean;
  /** What the sandbox starts with instead of its own defaults, as for `POST /__sandbox/settings`. */
  readonly settings?: object;
  /** For tests: wall time and chance. */
  readonly now?: () => number;
  readonly random?: () => number;
}

export interface RunningSandbox {
  readonly url: string;
  readonly backDoorUrl: string;
  close(): Promise<void>;
}

/** Starts a sandbox on loopback. */
export async function start(factory: SandboxFactory, options: StartOptions): Promise<RunningSandbox> {
  const clock = createClock(options);
  const hooks = createHooks(clock);
  const faults = createFaults(options.random);
  const journal = createJournal(clock.now);
  let orderChanged = (_ref: string): void => {};
  const sandbox = factory({ clock, sendHook: hooks.send, orderChanged: ref => orderChanged(ref) });
  if (options.settings) sandbox.changeSettings(options.settings);

  const front = await listen(createFront({ sandbox, clock, faults, journal }), options.port);
  const settlePort = (): Promise<void> =>
    faults.list().some(({ fault }) => fault === 'down') ? front.close() : front.reopen();
  const backDoor = await listen(
    createBackDoor({ sandbox, faults, journal, hooks, settlePort }),
    options.backDoorPort,
  ).catch(async error => {
    await front.close();
    throw error;
  });

  if (options.kitchen) {
    orderChanged = createKitchen(clock, sandbox, options.random);
    for (const { ref } of sandbox.orders()) orderChanged(ref);
  }
  return { url: front.url, backDoorUrl: backDoor.url, close: () => stop(clock, hooks, [front, backDoor]) };
}

async function stop(clock: Clock, hooks: { stop(): void }, listeners: readonly Listener[]): Promise<void> {
  clock.stop();
  hooks.stop();
  await Promise.all(listeners.map(listener => listener.close()));
}
