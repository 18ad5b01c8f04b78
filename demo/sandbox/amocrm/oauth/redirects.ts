/** Where codes may be sent to. */
import type { Settings } from '../settings.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The registered address to the letter; where none is registered, any on this machine. */
export function isAllowedRedirect({ redirectUri }: Settings, wanted: string): boolean {
  return redirectUri === '' ? isLoopback(wanted) : wanted === redirectUri;
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && LOOPBACK.includes(hostname);
}
