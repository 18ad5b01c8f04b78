/**
 * The key of a job from what makes it unique. It travels in headers and signatures, so whatever is not a plain
 * letter or digit in a part (a CRM's status code may be anything) is written as its code.
 */
export const jobKey = (...parts: (string | number)[]): string =>
  parts.map(part => String(part).replace(/[^A-Za-z0-9-]/g, char => `~${char.codePointAt(0)?.toString(16)}`)).join('_');
