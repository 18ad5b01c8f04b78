import type { Notice } from '../notices.ts';

/** The command that does something with the order of a notice. */
export const command = (verb: string, { number = 'NUMBER' }: Notice, rest = ''): string =>
  `  crm-proxy orders ${verb} ${number}${rest && ` ${rest}`}`;

/** One warning a line: what it is, and what it is about. */
export const warningLines = ({ warnings = [] }: Notice, names: Record<string, string>): string =>
  warnings.map(({ code, about }) => `  - ${names[code] ?? code}${about && `: ${about}`}`).join('\n');
