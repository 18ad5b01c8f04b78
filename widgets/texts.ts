/** What the loader hands on to pages that replace texts. A file of its own, so that only they fetch it. */
export { setStrings } from './core/strings.ts';
