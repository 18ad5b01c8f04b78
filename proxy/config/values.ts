import { z } from 'zod';

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3600_000, d: 86_400_000 };

/** A span of time such as `90s`, `10m`, `2h`, `3d`; milliseconds once parsed. */
export const Duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'expected a number and a unit: 90s, 10m, 2h or 3d')
  .transform(text => Math.round(Number.parseFloat(text) * (UNITS[text.replace(/[\d.]/g, '')] ?? 1)));

/** An amount in major units, as a person writes it; minor units are made with the shop's currency. */
export const OptionalMoney = z.number().min(0).max(1e9);

/** A value that must come from the environment or a file: `${NAME}`, or `*_FILE` in the environment. */
export const Secret = z.string().min(1).meta({ secret: true });
