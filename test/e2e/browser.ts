import { type Browser, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args: FLAGS });

/** A page that remembers whatever its console complained of: a strict policy that was broken says so there. */
export const watched = async (browser: Browser): Promise<{ page: Page; complaints: string[]; urls: string[] }> => {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1100, height: 900 } });
  const complaints: string[] = [];
  const urls: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => urls.push(request.url()));
  return { page, complaints, urls };
};
