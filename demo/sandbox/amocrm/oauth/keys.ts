/** The keys of the one integration there is. Everybody can read them: they open this sandbox and nothing else. */
import { ACCOUNT_ID, OWNER_ID } from '../data/company.ts';

export const CLIENT_ID = '5a1c7e10-0d1a-4c0e-9b57-5a7db0c0a110';
export const CLIENT_SECRET = 'sandbox-amocrm-client-secret';

const encoded = (part: object | string): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Tokens are JWTs (amoCRM documentation, oauth); clients read `exp` and leave the signature alone. */
export function jwt(id: string, issuedAt: number, expiresAt: number, signature: string): string {
  const claims = {
    ...{ aud: CLIENT_ID, jti: id, iat: issuedAt, nbf: issuedAt, exp: expiresAt, sub: String(OWNER_ID) },
    ...{ grant_type: '', account_id: ACCOUNT_ID, base_domain: 'amocrm.ru', version: 2, scopes: ['crm'] },
  };
  return [{ typ: 'JWT', alg: 'RS256', jti: id }, claims, signature].map(encoded).join('.');
}

/** Made on 1 January 2026 for five years, the longest there is. */
export const LONG_LIVED_TOKEN = jwt(
  'sandbox-long-lived',
  Date.UTC(2026, 0, 1) / 1_000,
  Date.UTC(2030, 11, 31) / 1_000,
  'sandbox-amocrm-signature',
);
