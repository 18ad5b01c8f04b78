/** Times as MiniCRM writes them: those of Budapest, without an offset (manual, searches). */
import { isLocalTime, localTime } from '../kit/zoned-time.ts';

const ZONE = 'Europe/Budapest';

/** `2026-11-21 20:03:04`. Such texts sort as the instants they stand for. */
export function budapest(instant: number): string {
  return localTime(instant, ZONE);
}

/** `2026-11-21`, as `/Api/Order` has it; empty for what has not come. */
export function budapestDay(instant: number | null): string {
  return instant === null ? '' : budapest(instant).slice(0, 10);
}

/** Whether a text is a local time, or a day. */
export function isTimeOrDay(text: string): boolean {
  return isLocalTime(text) || isDay(text);
}

export function isDay(text: string): boolean {
  return isLocalTime(`${text} 00:00:00`);
}
