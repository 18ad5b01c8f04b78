import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the proxy signed, as it came (Standard Webhooks). */
export interface SignedCall {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
  body: Buffer;
}

/** An old call sent again by somebody who overheard it is refused after this. */
const TOLERANCE_S = 5 * 60;

/** Whether a call comes from the proxy that holds the secret, and is fresh. */
export const isSigned = (call: SignedCall, secret: string, now = Date.now()): boolean => {
  const { id, timestamp, signature = '', body } = call;
  if (!id || !timestamp || !(Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_S)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  // Several signatures: the secret is being changed, and both are good meanwhile.
  return signature.split(' ').some(item => {
    const given = Buffer.from(item.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
};
