import type { CrmAnswer, CrmRequest, Secrets } from './crm.ts';

/** Tokens a CRM has granted. */
export interface Tokens {
  access: string;
  /** Absent: this one cannot be renewed. */
  refresh?: string;
  /** When the access token ends, in milliseconds since 1970; absent: nobody knows. */
  expiresAt?: number;
}

/** What a CRM gives tokens for: the code it sent back with a person who agreed, or the last refresh token. */
export type Grant = ({ code: string } | { refreshToken: string }) & { redirectUrl: string };

/** How a CRM's OAuth goes. Tokens are kept in the order book; `authorize` finds the current one as `secrets.accessToken`. */
export interface OAuth<Settings extends object = object> {
  /** False where the secrets hold a token that lives by itself. */
  isNeeded(secrets: Secrets): boolean;
  /** The page where a person of the shop lets us in; null: these settings use no OAuth. It comes back to `redirectUrl`. */
  consentUrl(settings: Settings, back: { state: string; redirectUrl: string }): string | null;
  /** Whether what came back beside the code is of this account, as some CRMs say whose code it is. */
  isOurs(settings: Settings, query: Readonly<Record<string, string>>): boolean;
  /** The call that trades a grant for tokens, with the client's secret in it: `authorize` does not touch it. */
  request(settings: Settings, secrets: Secrets, grant: Grant): CrmRequest;
  /** @throws CrmFailure `protocol` for an answer without tokens */
  tokensIn(answer: CrmAnswer, now: number): Tokens;
}
