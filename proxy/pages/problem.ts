import { type HttpProblem, problemBody } from '../problem.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { pageWords } from './words.ts';

/** A problem as a page, for somebody whose browser came here by itself. */
export const problemPage = (problem: HttpProblem, language: string): Page => {
  const { title, errors } = problemBody(problem, language);
  const faults = errors?.map(({ pointer, detail }) => html`<li>${pointer}: ${detail}</li>`);
  return {
    language,
    title,
    body: html`${faults && html`<ul>${faults}</ul>`}
<p>${pageWords(language).goBack}</p>`,
  };
};
