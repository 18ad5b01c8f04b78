import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import type { About } from './about.ts';
import { valuesOf } from './values.ts';

export const PUBLIC = join(import.meta.dirname, 'public');

/** The origins a page may have to do with besides its own. */
export interface Origins {
  proxyUrl: string;
  backDoorUrl: string;
}

/** The policy of a careful site: nothing inline, nothing from anywhere, and no HTML made of text by scripts. */
export const contentSecurityPolicy = ({ proxyUrl, backDoorUrl }: Origins): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${proxyUrl}`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${proxyUrl} ${backDoorUrl}`,
    `form-action 'self' ${proxyUrl}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types crm-widgets',
  ].join('; ');

export const sendPolicy = (origins: Origins): RequestHandler => {
  const policy = contentSecurityPolicy(origins);
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
    });
    next();
  };
};

const ownOrigin = ({ socket }: Request): string => `http://127.0.0.1:${socket.localPort}`;

/** The proxy knows the shop by one origin only, so a visitor who typed `localhost` is sent there. */
export const sendToOwnOrigin: RequestHandler = (request, response, next) => {
  if (request.hostname === 'localhost') response.redirect(ownOrigin(request) + request.originalUrl);
  else next();
};

/** Puts values in the place of `{{name}}`: ports move with PORT and prices with the CRM, so no page can know them. */
export const fill = (html: string, values: Readonly<Record<string, string>>): string =>
  html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

/** The file behind an address in which there is something to fill in; null: another one serves it. */
const filledFile = (path: string): string | null => {
  if (path === '/js/english.js') return path;
  const [, name] = /^\/([a-z-]*)(?:\.html)?$/.exec(path) ?? [];
  return name === undefined ? null : `${name || 'index'}.html`;
};

/** Serves `/`, `/name` and `/name.html`, read anew each time so that a page can be worked on without a restart. */
export const servePages = ({ proxyUrl }: Origins, about: About): RequestHandler => {
  const values = valuesOf(about);
  return (request, response, next) => {
    const file = filledFile(request.path);
    if (file === null || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    let text: string;
    try {
      text = readFileSync(join(PUBLIC, file), 'utf8');
    } catch {
      return next();
    }
    response
      .type(extname(file))
      .set('Cache-Control', 'no-cache')
      .send(fill(text, { ...values, proxy: proxyUrl, shop: ownOrigin(request) }));
  };
};
