import type { CrmAnswer, CrmRequest, Grant, OAuth, Secrets, Tokens } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Settings } from './settings.ts';
import { Granted } from './wire.ts';

const OPERATION = 'oauth2/access_token';

/** The page stands on the vendor's own host, of the same domain as the account (documentation, OAuth 2.0). */
const consentHost = ({ url, ownHost }: Settings): string => {
  const { origin, hostname } = new URL(url);
  return ownHost ? origin : `https://www.${hostname.split('.').slice(-2).join('.')}`;
};

const consentUrl = (settings: Settings, { state }: { state: string }): string | null => {
  if (settings.clientId === undefined) return null;
  const query = new URLSearchParams({ client_id: settings.clientId, state, mode: 'popup' });
  return `${consentHost(settings)}/oauth?${query}`;
};

/** `referer` is the account that let us in. A code that was pasted comes without one. */
const isOurs = ({ url }: Settings, { referer }: Readonly<Record<string, string>>): boolean => {
  if (referer === undefined) return true;
  const account = URL.parse(referer.includes('://') ? referer : `https://${referer}`);
  return account?.hostname === new URL(url).hostname;
};

const request = ({ url, clientId }: Settings, secrets: Secrets, grant: Grant): CrmRequest => ({
  operation: OPERATION,
  method: 'POST',
  url: `${new URL(url).origin}/oauth2/access_token`,
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify({
    client_id: clientId ?? '',
    client_secret: secrets['clientSecret'] ?? '',
    ...('code' in grant
      ? { grant_type: 'authorization_code', code: grant.code }
      : { grant_type: 'refresh_token', refresh_token: grant.refreshToken }),
    redirect_uri: grant.redirectUrl,
  }),
  // A code and a refresh token are good for one call.
  kind: 'submit',
});

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const tokensIn = ({ text }: CrmAnswer, now: number): Tokens => {
  const read = Granted.safeParse(jsonOf(text));
  if (!read.success) throw new CrmFailure(OPERATION, { kind: 'protocol', taken: 'unknown' });
  const { access_token: access, refresh_token: refresh, expires_in: seconds } = read.data;
  return {
    access,
    ...(refresh !== undefined && { refresh }),
    ...(seconds !== undefined && { expiresAt: now + seconds * 1000 }),
  };
};

/** OAuth 2.0, unless the config has a long-lived token. */
export const oauth: OAuth<Settings> = {
  isNeeded: secrets => !secrets['token'],
  consentUrl,
  isOurs,
  request,
  tokensIn,
};
