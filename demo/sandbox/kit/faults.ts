/** Trouble on demand: which fault, if any, the next call meets. */
import { z } from 'zod';

const faultNames = [
  'timeout-before',
  'timeout-after',
  'reset-before',
  'reset-after',
  'http-500',
  'limited',
  'auth',
  'garbage',
  'slow',
  'down',
] as const;

/**
 * One fault to inject. `-before`: the CRM has not taken the call; `-after`: it has, but the answer is lost. `http-500`,
 * `limited` and `auth` do not take the call either; `garbage` and `slow` do. `down` closes the port for every call at
 * once, so that `times`, `rate` and `method` mean nothing to it.
 */
export const faultSchema = z
  .strictObject({
    fault: z.enum(faultNames),
    /** Hit so many calls, then stop. */
    times: z.int().min(1).optional(),
    /** Hit this share of the calls, until deleted. */
    rate: z.number().gt(0).max(1).optional(),
    /** Hit only this CRM method. */
    method: z.string().min(1).optional(),
    /** How slow `slow` is, in real milliseconds: `speed` does not shorten it, as it shortens nobody's time-outs. */
    delayMs: z.int().min(0).max(120_000).optional(),
  })
  .refine(({ times, rate }) => times === undefined || rate === undefined, 'give "times" or "rate", not both');

export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The faults still in force. */
  list(): readonly Fault[];
  /** The fault this call meets; one of its `times` is used up. */
  pick(method: string): Fault | undefined;
}

/** Counted faults are met first, in the order they were added; then the others, the latest added before the earlier. */
export function createFaults(random: () => number = Math.random): Faults {
  let counted: Fault[] = [];
  let lasting: Fault[] = [];

  const pickCounted = (method: string): Fault | undefined => {
    const fault = counted.find(each => hits(each, method));
    if (!fault) return undefined;
    const left = (fault.times ?? 1) - 1;
    counted = counted.flatMap(each => (each !== fault ? [each] : left > 0 ? [{ ...each, times: left }] : []));
    return fault;
  };

  return {
    add(fault) {
      if (fault.times !== undefined && fault.fault !== 'down') counted.push(fault);
      else lasting = [fault, ...lasting.filter(each => each.fault !== fault.fault || each.method !== fault.method)];
    },
    clear() {
      counted = [];
      lasting = [];
    },
    list: () => [...counted, ...lasting],
    pick: method =>
      pickCounted(method) ?? lasting.find(fault => hits(fault, method) && (!fault.rate || random() < fault.rate)),
  };
}

function hits(fault: Fault, method: string): boolean {
  return fault.method === undefined || fault.method === method;
}
