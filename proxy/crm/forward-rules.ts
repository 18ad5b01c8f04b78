/** What `*` in a path stands for: no dot, no percent sign, nothing that a server might read as another path. */
const PART = '[A-Za-z0-9_-]+';

/** What a query may be written with; all else is percent-encoded. A bare `;` parts parameters for some servers. */
const QUERY = /^[\w.~!$'()*+,:@/?=&%[\]|-]*$/;
const BROKEN_OR_CONTROL = /%(?![0-9a-f]{2})|%[01][0-9a-f]|%7f/i;
const NAME = /^[a-z][\w.-]*(\[[\w.-]*\])*$/i;

/** What CRMs call a key in a query, without marks and capitals: it comes from the connection, never from the caller. */
const KEYS: ReadonlySet<string> = new Set([
  ...['apikey', 'apitoken', 'apisecret', 'accesskey', 'accesstoken', 'authtoken', 'auth', 'authorization', 'bearer'],
  ...['key', 'token', 'secret', 'password'],
]);

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', PART)}$`);

/** Whether a path, exactly as it came, is one of these; `*` in a pattern is one part of letters, digits, `-` and `_`. */
export const isListed = (path: string, patterns: readonly string[]): boolean =>
  patterns.some(pattern => expressionOf(pattern).test(path));

/** Whether all that a pattern of the config opens is open by one of these. */
export const isWithin = (pattern: string, patterns: readonly string[]): boolean =>
  patterns.includes(pattern) || isListed(pattern, patterns);

const nameOf = (pair: string): string | null => {
  try {
    return decodeURIComponent(pair.split('=', 1)[0] ?? '');
  } catch {
    return null;
  }
};

const isHarmless = (name: string | null): boolean =>
  name !== null &&
  NAME.test(name) &&
  !KEYS.has(
    name
      .replace(/\[.*/, '')
      .replace(/[^a-z]/gi, '')
      .toLowerCase(),
  );

/** Whether a query, exactly as it came, can be passed on: it reads alike everywhere, and brings no key. */
export const isPlainQuery = (query: string): boolean =>
  QUERY.test(query) && !BROKEN_OR_CONTROL.test(query) && query.split('&').filter(Boolean).map(nameOf).every(isHarmless);
