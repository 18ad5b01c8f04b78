import { html } from './html.ts';
import type { Page } from './page.ts';
import { pageWords } from './words.ts';

interface Connected {
  outcome: 'connected' | 'refused';
  /** What the CRM is called. */
  title: string;
  language: string;
}

/** What a person reads who comes back from the CRM after letting us in. */
export const connectedPage = ({ outcome, title, language }: Connected): Page => {
  const words = pageWords(language);
  return outcome === 'connected'
    ? { language, title: words.connectedTitle, body: html`<p>${title}: ${words.connected}</p>` }
    : { language, title: words.notConnectedTitle, body: html`<p>${title}: ${words.notConnected}</p>` };
};
