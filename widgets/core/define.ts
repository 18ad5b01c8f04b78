declare const CRM_WIDGETS_VERSION: string | undefined;

/** The version of this bundle; the build fills it in from package.json. */
export const version = typeof CRM_WIDGETS_VERSION === 'string' ? CRM_WIDGETS_VERSION : 'dev';

let warned = false;

/**
 * Defines an element unless the page already has one: the script is often included twice, by a theme and by a plugin, and a
 * bare `customElements.define` throws there (pains 4 and 5). The first one wins.
 */
export function define(tag: string, element: CustomElementConstructor & { readonly version: string }): void {
  const known = customElements.get(tag);
  if (!known) {
    customElements.define(tag, element);
    return;
  }
  const theirs = 'version' in known ? String(known.version) : 'unknown';
  if (theirs === element.version || warned) return;
  warned = true;
  // biome-ignore lint/suspicious/noConsole: two versions on one page is for the site's owner to know, and nowhere else to say it
  console.warn(`crm-widgets: version ${element.version} was loaded, but ${theirs} is already on the page and stays.`);
}
