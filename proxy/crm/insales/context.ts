import type { ShopFacts } from '../crm.ts';
import type { Api } from './api.ts';
import type { Articles } from './articles.ts';
import type { Codes } from './codes.ts';
import type { Colours } from './colours.ts';
import type { Numbers } from './numbers.ts';
import type { Settings } from './settings.ts';

/** What the parts of the adapter work with; the indexes live as long as the connection. */
export interface Context {
  api: Api;
  settings: Settings;
  shop: ShopFacts;
  articles: Articles;
  numbers: Numbers;
  codes: Codes;
  colours: Colours;
}
