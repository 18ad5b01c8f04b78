/** Codes and tokens: what was given out, and how long it is good for (amoCRM documentation, oauth and step-by-step). */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { jwt } from './keys.ts';

const CODE_MS = 20 * 60_000;
const ACCESS_MS = 24 * 60 * 60_000;
const REFRESH_MS = 90 * 24 * 60 * 60_000;

export const EXPIRES_IN_SECONDS = ACCESS_MS / 1_000;

export interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

type Refusal = 'unknown' | 'expired' | 'revoked';

interface Grant {
  readonly expiresAt: number;
  revoked: boolean;
}

interface Code extends Grant {
  /** Where the consent sent it; `null`: it was copied from the integration's window. */
  readonly redirectUri: string | null;
}

/** What comes of a refresh remembers what it was got for. */
interface Token extends Grant {
  readonly parent?: Token;
}

export interface Grants {
  issueCode(redirectUri: string | null): string;
  /** Where a code was sent to, if it was sent. */
  redirectOf(code: string): string | null;
  exchange(code: string): Pair | Refusal;
  refresh(refreshToken: string, reuse: 'revoked' | 'until-used'): Pair | Refusal;
  isAccessToken(token: string): boolean;
  isRefreshToken(token: string): boolean;
  revokeAll(): void;
}

export function createGrants(clock: Clock): Grants {
  const codes = new Map<string, Code>();
  const accessTokens = new Map<string, Token>();
  const refreshTokens = new Map<string, Token>();

  const fault = (grant: Grant | undefined): Refusal | undefined => {
    if (!grant) return 'unknown';
    if (grant.revoked) return 'revoked';
    return clock.now() >= grant.expiresAt ? 'expired' : undefined;
  };
  const lasting = (ms: number): Grant => ({ expiresAt: clock.now() + clock.scaled(ms), revoked: false });
  const issue = (parent?: Token): Pair => {
    const access: Token = { ...lasting(ACCESS_MS), ...(parent ? { parent } : {}) };
    const seconds = [clock.now(), access.expiresAt].map(ms => Math.floor(ms / 1_000));
    const pair = {
      accessToken: jwt(randomUUID(), seconds[0] ?? 0, seconds[1] ?? 0, randomBytes(24).toString('hex')),
      refreshToken: `def50200${randomBytes(96).toString('hex')}`,
    };
    accessTokens.set(pair.accessToken, access);
    refreshTokens.set(pair.refreshToken, { ...lasting(REFRESH_MS), ...(parent ? { parent } : {}) });
    return pair;
  };
  const isGood = (token: Token | undefined): boolean => {
    if (fault(token)) return false;
    if (token?.parent) token.parent.revoked = true;
    return true;
  };

  return {
    issueCode(redirectUri) {
      const code = `def50200${randomBytes(64).toString('hex')}`;
      codes.set(code, { ...lasting(CODE_MS), redirectUri });
      return code;
    },
    redirectOf: code => codes.get(code)?.redirectUri ?? null,
    exchange(code) {
      const grant = codes.get(code);
      const wrong = fault(grant);
      if (wrong || !grant) return wrong ?? 'unknown';
      grant.revoked = true;
      return issue();
    },
    refresh(refreshToken, reuse) {
      const token = refreshTokens.get(refreshToken);
      const wrong = fault(token);
      if (wrong || !token) return wrong ?? 'unknown';
      if (token.parent) token.parent.revoked = true;
      token.revoked = reuse === 'revoked';
      return issue(token);
    },
    isAccessToken: token => isGood(accessTokens.get(token)),
    isRefreshToken: token => isGood(refreshTokens.get(token)),
    revokeAll() {
      for (const grant of [...codes.values(), ...accessTokens.values(), ...refreshTokens.values()]) {
        grant.revoked = true;
      }
    },
  };
}
