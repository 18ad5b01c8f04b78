import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ConnectionConfig } from '../config/config.ts';
import type { CrmAnswer, CrmRequest, Grant, OAuth, Tokens } from './crm.ts';
import { CrmFailure } from './failure.ts';

/** Renewed so long before its end, so that no call is under way with one that has ended. */
const MARGIN_MS = 60_000;
/** For how long a token that was refused is not offered again: a lookup of each visitor would else offer it. */
const REFUSED_MS = 60_000;
const DOCUMENT = 'tokens';

const Kept = z.object({
  access: z.string(),
  refresh: z.string().optional(),
  expiresAt: z.number().optional(),
  /** When a person granted access last. */
  grantedAt: z.number(),
  /** The refresh token before: if the answer with the new one was lost, or never stored, this one may still be good. */
  former: z.string().optional(),
});
type Kept = z.infer<typeof Kept>;

/** Where tokens are kept: by all processes together. */
export interface TokenKeep {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
  forget(name: string): Promise<void>;
  /** Runs `work` while no other process runs any of the same name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export interface TokensParts {
  config: ConnectionConfig;
  oauth: OAuth;
  keep: TokenKeep;
  /** Where the CRM sends people back to: some want to be told again with every grant. */
  redirectUrl: string;
  /** Sends a grant's request as it is, within the quota. @throws CrmFailure */
  send(request: CrmRequest): Promise<CrmAnswer>;
  clock: Clock;
}

/** The tokens of one connection. */
export interface TokenSource {
  /** The access token of now, renewed if need be. @throws CrmFailure `auth` when there is none to be had */
  current(): Promise<string>;
  /** The CRM refused this one before its time: answers another. @throws CrmFailure */
  instead(refused: string): Promise<string>;
  /** Trades a code for tokens, or keeps one that was given by hand. */
  accept(given: { code: string } | { access: string }): Promise<void>;
  /** When a person granted access last, in milliseconds since 1970; null: nobody has. */
  grantedAt(): Promise<number | null>;
  forget(): Promise<void>;
  /** Resolves once no renewal is under way: one cut short may cost the only token there is. */
  settled(): Promise<void>;
}

export const createTokens = ({ config, oauth, keep, redirectUrl, send, clock }: TokensParts): TokenSource => {
  /** What could not be written, and what stands in its place. The CRM has spent the old one: this is all there is. */
  let unwritten: { kept: Kept; over: Kept } | null = null;
  let refusal: { refresh: string; at: number } | null = null;
  let renewing: Promise<unknown> = Promise.resolve();

  const write = (kept: Kept): Promise<void> => keep.write(DOCUMENT, JSON.stringify(kept));

  /** Read each time: another process may have renewed them, or a person taken them back. */
  const load = async (): Promise<Kept | null> => {
    const written = keptIn(await keep.read(DOCUMENT));
    if (unwritten?.over.access !== written?.access) unwritten = null;
    if (!unwritten) return written;
    const { kept } = unwritten;
    const isWritten = await write(kept).then(
      () => true,
      () => false,
    );
    if (isWritten) unwritten = null;
    return kept;
  };
  /** Written before it is used: a token that only lived in this process would die with it. */
  const store = async (kept: Kept, over: Kept): Promise<Kept> => {
    unwritten = { kept, over: unwritten?.over ?? over };
    await load();
    return kept;
  };
  const ask = async (grant: Grant): Promise<Tokens> =>
    oauth.tokensIn(await send(oauth.request(config.settings, config.secrets, grant)), clock.now());

  const isFresh = ({ expiresAt }: Kept): boolean =>
    expiresAt === undefined || expiresAt - MARGIN_MS / config.speed > clock.now();

  /** A lost answer leaves the old token good, or spent in favour of one that nobody has: only the CRM can tell. */
  const renewed = async (kept: Kept): Promise<Kept> => {
    const { refresh, former, grantedAt } = kept;
    if (refresh === undefined) throw refused('token-refused');
    const since = refusal?.refresh === refresh ? clock.now() - refusal.at : Number.POSITIVE_INFINITY;
    if (since >= 0 && since < REFUSED_MS / config.speed) throw refused('reconnect');
    for (const refreshToken of [refresh, ...(former === undefined ? [] : [former])]) {
      try {
        return await store({ ...(await ask({ refreshToken, redirectUrl })), grantedAt, former: refreshToken }, kept);
      } catch (error) {
        if (!isRefusal(error)) throw notCalled(error);
      }
    }
    refusal = { refresh, at: clock.now() };
    throw refused('reconnect');
  };

  /** One process at a time: the second finds what the first has brought. */
  const renew = (isGood: (kept: Kept) => boolean): Promise<string> => {
    const renewal = keep.alone(DOCUMENT, async () => {
      const kept = await load();
      if (!kept) throw refused('not-connected');
      return (isGood(kept) ? kept : await renewed(kept)).access;
    });
    renewing = Promise.allSettled([renewing, renewal]);
    return renewal;
  };

  return {
    current: () =>
      beforeCall(async () => {
        const kept = await load();
        if (!kept) throw refused('not-connected');
        return isFresh(kept) ? kept.access : renew(isFresh);
      }),
    instead: token => beforeCall(() => renew(({ access }) => access !== token)),
    accept: given =>
      keep.alone(DOCUMENT, async () => {
        const tokens = 'code' in given ? await ask({ code: given.code, redirectUrl }) : given;
        await write({ ...tokens, grantedAt: clock.now() });
      }),
    grantedAt: async () => (await load())?.grantedAt ?? null,
    forget: () => keep.alone(DOCUMENT, () => keep.forget(DOCUMENT)),
    settled: async () => void (await renewing),
  };
};

/** Null: there are none, or none that can be read. */
const keptIn = (text: string | null): Kept | null => {
  try {
    return Kept.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
};

/** The order book may be locked or full: nothing was sent then, and no order is in doubt for it. */
const beforeCall = async (get: () => Promise<string>): Promise<string> => {
  try {
    return await get();
  } catch (error) {
    if (error instanceof CrmFailure) throw error;
    throw new CrmFailure('token', { kind: 'unavailable', taken: 'no', code: 'tokens-not-read' });
  }
};

const isRefusal = (error: unknown): boolean =>
  error instanceof CrmFailure && ['auth', 'invalid', 'conflict', 'not-found'].includes(error.kind);

/** Somebody has to connect again: the lane waits for it, and managers hear. */
const refused = (code: string): CrmFailure => new CrmFailure('token', { kind: 'auth', taken: 'no', code });

/** Whatever became of the grant, the call it was for was never made. */
const notCalled = (error: unknown): unknown => {
  if (!(error instanceof CrmFailure)) return error;
  const { kind, code, retryAfterMs } = error;
  return new CrmFailure('token', {
    kind,
    taken: 'no',
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
};
