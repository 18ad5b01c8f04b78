// A variable on purpose: bundlers rewrite the literal `new URL('..', import.meta.url)` into an asset.
const here = import.meta.url;

/**
 * The proxy's address, with a slash at the end. Chunks lie one folder below the loader, so the folder above this module is where
 * the loader came from, whatever path the proxy is mounted on. `document.currentScript` is useless here: it is null in modules, and
 * script optimisers break it (pain 17).
 */
export function endpointOf(attribute: string | null | undefined): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="crm-endpoint"]');
  const named = attribute || meta?.content;
  if (!named) return new URL('../', here).href;
  const url = new URL(named, document.baseURI).href;
  return url.endsWith('/') ? url : `${url}/`;
}
