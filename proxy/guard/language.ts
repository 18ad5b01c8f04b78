import type { Request } from 'express';

/** How many spellings of Accept-Language are remembered: a page's visitors share a handful. */
const REMEMBERED = 200;

/** Chooses, among the languages we speak, the one a request asks for; the shop's own where it asks for none. */
export const createLanguages = (shopLanguage: string): ((req: Request) => string) => {
  const spoken = [...new Set([shopLanguage.split('-')[0] ?? 'en', 'en', 'ru'])];
  const [own = 'en'] = spoken;
  const chosen = new Map<string, string>();

  return req => {
    const asked = req.headers['accept-language'];
    if (asked === undefined) return own;
    const known = chosen.get(asked);
    if (known !== undefined) return known;
    const language = req.acceptsLanguages(spoken) || own;
    if (chosen.size < REMEMBERED) chosen.set(asked, language);
    return language;
  };
};
