import type { Notice } from './notices.ts';
import { english } from './words/en.ts';
import { russian } from './words/ru.ts';

export interface Letter {
  subject: string;
  text: string;
}

/** The words of one language: for each notice a subject and a body of what happened and what to do. */
export type Words = Record<Notice['notice'], (notice: Notice) => { subject: string; happened: string; todo: string }>;

/** A notice in the shop's language, English where we have no words of it. */
export function letterOf(notice: Notice, shop: { name: string; language: string }): Letter {
  const words = shop.language.toLowerCase().startsWith('ru') ? russian : english;
  const { subject, happened, todo } = words[notice.notice](notice);
  return { subject: `${shop.name}: ${subject}`, text: `${happened}\n\n${todo}\n` };
}
