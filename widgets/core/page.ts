/** Is there a checkout that a certificate or a product could be handed to? */
export function hasCheckout(): boolean {
  return document.querySelector('crm-checkout') !== null;
}

/** An address fit for a link or a picture: a CRM's field may hold anything, `javascript:` included. */
export function safeUrl(value: string | null | undefined): string | null {
  if (!value) return null;
  try {
    const url = new URL(value, document.baseURI);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
