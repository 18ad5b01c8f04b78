import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';

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

/** Puts addresses in the place of `{{name}}`: ports move with PORT, so no page can know them. */
export const fill = (html: string, values: Readonly<Record<string, string>>): string =>
  html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

/** Serves `/`, `/name` and `/name.html`, read anew each time so that a page can be worked on without a restart. */
export const servePages = ({ proxyUrl }: Origins): RequestHandler => {
  return (request, response, next) => {
    const [, name] = /^\/([a-z-]*)(?:\.html)?$/.exec(request.path) ?? [];
    if (name === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    let html: string;
    try {
      html = readFileSync(join(PUBLIC, `${name || 'index'}.html`), 'utf8');
    } catch {
      return next();
    }
    response
      .type('html')
      .set('Cache-Control', 'no-cache')
      .send(fill(html, { proxy: proxyUrl, shop: ownOrigin(request) }));
  };
};
