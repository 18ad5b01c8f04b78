import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { type Html, html, trusted } from './html.ts';

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--bad:light-dark(#b3261e,#f2b8b5);--act:light-dark(#1a4fba,#a8c7fa);--on-act:light-dark(#fff,#062e6f)}
body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.5rem;line-height:1.25}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.5rem .5rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th:last-child,td:last-child{text-align:end;padding-inline-end:0;white-space:nowrap}
tfoot th,tfoot td{border:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}
dd{margin:0;overflow-wrap:anywhere}
label{display:block;font-weight:600;margin-top:1rem}
input,textarea,select{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin-top:.25rem;border:1px solid;border-radius:6px}
input[type=checkbox]{width:auto}
[aria-invalid]{border-color:var(--bad)}
.fault{color:var(--bad);margin:.25rem 0 0}
button{font:inherit;font-weight:600;margin-top:1.5rem;padding:.75rem 1.25rem;min-height:44px;border:0;border-radius:6px;background:var(--act);color:var(--on-act)}
.number{font-weight:700;white-space:nowrap}
@media print{body{max-width:none;padding:0}button{display:none}}
`;

const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** A page of ours, whole, with the rights it needs. */
export interface Page {
  language: string;
  title: string;
  body: Html;
  /** Where its form may lead besides to us: browsers check the redirect after a form too. */
  formTargets?: readonly string[];
}

const documentOf = ({ language, title, body }: Page): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;

const policyOf = (formTargets: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const sendPage = (res: Response, status: number, page: Page): void => {
  res.status(status).set({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': page.language,
    'Content-Security-Policy': policyOf(page.formTargets ?? []),
    // With `no-referrer` the page's own form would come back with `Origin: null`.
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  res.send(documentOf(page));
};
