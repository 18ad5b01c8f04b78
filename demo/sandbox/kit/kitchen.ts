/** The kitchen: moves every order along its statuses by itself, as the shop's people would. */
import type { Clock } from './clock.ts';
import type { Sandbox } from './sandbox.ts';

/** A step on average, in the CRM's time; each one takes between a half and one and a half of it. */
const STEP_MS = 10_000;

/** Returns what to call for each new or changed order: it sets the order's next step going. */
export function createKitchen(clock: Clock, sandbox: Sandbox, random: () => number = Math.random) {
  const steps = new Map<string, () => void>();

  return function orderChanged(ref: string): void {
    // A status set by hand in the meantime starts the step anew.
    steps.get(ref)?.();
    steps.delete(ref);
    if (sandbox.nextStatus(ref) === undefined) return;
    const step = (): void => {
      const next = sandbox.nextStatus(ref);
      if (next !== undefined) sandbox.setStatus(ref, next);
    };
    steps.set(ref, clock.later(clock.scaled(STEP_MS * (0.5 + random())), step));
  };
}
