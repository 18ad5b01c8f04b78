/** Times as KeyCRM writes them: UTC throughout (KeyCRM OpenAPI 1.2.0, description of the API). */
import { isLocalTime } from '../kit/zoned-time.ts';

/** As in requests and entities: `YYYY-MM-DD HH:MM:SS`. Such texts sort as the instants they stand for. */
export function utcTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** As in webhooks: ISO with microseconds (a receiver's README). */
export function hookTime(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '000Z');
}

/** Whether a text is a date, or a date and a time of day. */
export function isUtcTime(text: string): boolean {
  return isLocalTime(text) || isLocalTime(`${text} 00:00:00`);
}

/** The instant a text of either form stands for. */
export function instantOf(text: string): number {
  return Date.parse(`${text.length === 10 ? `${text} 00:00:00` : text}Z`.replace(' ', 'T'));
}
