/**
 * The one script of a page: finds crm-* tags, now and later, and loads each widget when it comes near the screen. Nothing else
 * happens before that, and a tag that never comes near costs nothing (pain 13).
 */
const widgets: Readonly<Record<string, () => Promise<unknown>>> = {
  'crm-order-status': () => import('./order-status/order-status.ts'),
  'crm-certificate': () => import('./certificate/certificate.ts'),
  'crm-availability': () => import('./availability/availability.ts'),
  'crm-checkout': () => import('./checkout/checkout.ts'),
};
const selector = Object.keys(widgets).join(',');
const loading = new Set<string>();

async function load(tag: string): Promise<void> {
  if (loading.has(tag) || customElements.get(tag)) return;
  loading.add(tag);
  try {
    await widgets[tag]?.();
  } catch {
    // The fallback in the page stays; a network that comes back is worth another try.
    loading.delete(tag);
    addEventListener('online', () => load(tag), { once: true });
  }
}

const near = globalThis.IntersectionObserver
  ? new IntersectionObserver(
      entries => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          near?.unobserve(target);
          void load(target.localName);
        }
      },
      { rootMargin: '300px' },
    )
  : null;

function meet(element: Element): void {
  if (customElements.get(element.localName)) return;
  if (near && element.getAttribute('loading') !== 'eager') near.observe(element);
  else void load(element.localName);
}

/** Finds the tags below a root and those that come later. The page itself is looked after; call it for a shadow root of your own. */
export function discover(root: Document | ShadowRoot = document): void {
  root.querySelectorAll(selector).forEach(meet);
  new MutationObserver(records => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(selector)) meet(node);
        node.querySelectorAll(selector).forEach(meet);
      }
    }
  }).observe(root, { childList: true, subtree: true });
}

/** Replaces or adds texts of a language; see the table of texts in the guide. */
export async function setStrings(language: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const { setStrings } = await import('./texts.ts');
  setStrings(language, texts);
}

discover();
