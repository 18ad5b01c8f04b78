import type { Dispatcher } from 'undici';
import { type Clock, wait } from '../clock.ts';
import type { ConnectionConfig } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { CrmAnswer, CrmHttp, CrmRequest, Secrets } from './crm.ts';
import { createExchange } from './exchange.ts';
import { CrmFailure, OWN_QUOTA } from './failure.ts';
import type { QuotaGate } from './quota.ts';
import { createRequestLog } from './request-log.ts';
import { retryDelayMs } from './retry.ts';
import { createTokens, type TokenKeep, type TokenSource } from './tokens.ts';
import { BrokenExchange, failureOfAnswer, failureOfBreak } from './verdict.ts';

const RETRIES = 2;
/** How long the end of the process waits for a token that is being renewed. */
const LAST_TOKEN_MS = 3_000;
const UNAUTHORIZED = 'http-401';
/** A read is not tried again once this has passed since it was first asked: somebody is waiting for it. */
const RETRY_WITHIN_MS = 4_000;

export interface HttpOptions {
  config: ConnectionConfig;
  quota: QuotaGate;
  clock: Clock;
  log: Log;
  /** In place of real connections. */
  dispatcher?: Dispatcher | undefined;
  random?: () => number;
  /** Where tokens of OAuth are kept, and where a person comes back to with a code. */
  keep: TokenKeep;
  redirectUrl: string;
}

export interface Http extends CrmHttp {
  /** Where the connection's access comes from OAuth; null: from its config. */
  tokens: TokenSource | null;
  close(): Promise<void>;
}

/** Calls one connection's CRM: within its origins and quota, authorised, bounded in time and size, told apart when it fails. */
export const createHttp = (options: HttpOptions): Http => {
  const { config, quota, clock, log, random = Math.random } = options;
  const { manifest } = config.crm;
  const origins = new Set(manifest.origins(config.settings).map(url => new URL(url).origin));
  const exchange = createExchange(clock, options.dispatcher);
  const shapes = config.logRequests ? createRequestLog(log, config.name) : null;

  const send = async (request: CrmRequest, secrets: Secrets | null): Promise<CrmAnswer> => {
    const authorized = secrets ? await authorize(request, config, secrets) : request;
    requireOrigin(authorized, origins);
    shapes?.sent(request);
    const answer = await exchange.send(authorized);
    shapes?.answered(request, answer);
    const failure = failureOfAnswer(request, answer, clock.now());
    if (failure) throw failure;
    return answer;
  };

  /** One call within the quota; without secrets: as it is. */
  const once = async (request: CrmRequest, secrets: Secrets | null): Promise<CrmAnswer> => {
    const { operation, kind } = request;
    const release = await quota.take(operation, kind);
    const begun = clock.now();
    const told = (facts: { status: number } | { failure: string; code: string | undefined }): void =>
      log.debug('crm-call', { connection: config.name, operation, ...facts, ms: clock.now() - begun });
    try {
      const answer = await send(request, secrets);
      told({ status: answer.status });
      return answer;
    } catch (error) {
      const failure = asFailure(request, error);
      told({ failure: failure.kind, code: failure.code });
      if (failure.kind === 'limit') quota.penalty(failure.retryAfterMs);
      throw failure;
    } finally {
      release();
    }
  };

  const tokens = tokensFor(options, request => once(request, null));

  /** A token refused before its end was taken back, or our clock is wrong: another may be had. */
  const attempt = async (request: CrmRequest): Promise<CrmAnswer> => {
    if (!tokens) return once(request, config.secrets);
    // Before the quota is asked: renewing it is a call of its own.
    const accessToken = await tokens.current();
    try {
      return await once(request, { ...config.secrets, accessToken });
    } catch (error) {
      if (!(error instanceof CrmFailure && error.code === UNAUTHORIZED)) throw error;
      return once(request, { ...config.secrets, accessToken: await tokens.instead(accessToken) });
    }
  };

  /** How long to wait before a read is tried again; null: it is not. */
  const pauseBefore = (retry: number, error: unknown): number | null => {
    if (retry >= RETRIES || !(error instanceof CrmFailure)) return null;
    const passing = error.kind === 'unavailable' || (error.kind === 'limit' && error.code !== OWN_QUOTA);
    return passing ? ((error.retryAfterMs ?? 0) + retryDelayMs(retry, random)) / config.speed : null;
  };

  const read = async (request: CrmRequest): Promise<CrmAnswer> => {
    const lastRetry = clock.now() + RETRY_WITHIN_MS / config.speed;
    for (let retry = 0; ; retry++) {
      try {
        return await attempt(request);
      } catch (error) {
        const pause = pauseBefore(retry, error);
        if (pause === null || clock.now() + pause > lastRetry) throw error;
        await wait(clock, pause);
      }
    }
  };

  const vigil = createVigil();
  const shareRead = singleFlight(read);
  return {
    tokens,
    async call(request) {
      requireOrigin(request, origins);
      vigil.begin();
      const call = request.kind === 'submit' ? attempt(request) : shareRead(request);
      return call.finally(vigil.end);
    },
    async close() {
      vigil.stop();
      await Promise.race([tokens?.settled(), wait(clock, LAST_TOKEN_MS)]);
      await exchange.close();
    },
  };
};

const tokensFor = (
  { config, clock, keep, redirectUrl }: HttpOptions,
  send: (request: CrmRequest) => Promise<CrmAnswer>,
): TokenSource | null => {
  const { oauth } = config.crm;
  return oauth?.isNeeded(config.secrets) ? createTokens({ config, oauth, keep, redirectUrl, send, clock }) : null;
};

/** The clock's timers let the process end; a command that waits for its only call to be tried again must not. */
const createVigil = () => {
  const timer = setInterval(() => {}, 60_000).unref();
  let calls = 0;
  return {
    begin: () => void (++calls === 1 && timer.ref()),
    end: () => void (--calls === 0 && timer.unref()),
    stop: () => clearInterval(timer),
  };
};

/** Checked before `authorize` too: a URL that an answer brought along must never be given the secret. */
const requireOrigin = ({ operation, url }: CrmRequest, origins: ReadonlySet<string>): void => {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || !origins.has(origin)) {
    throw new CrmFailure(operation, { kind: 'protocol', taken: 'no', code: 'foreign-origin' });
  }
};

/** Nothing is kept of what an adapter's `authorize` may throw: it might quote the secret it stumbled over. */
export const authorize = async (
  request: CrmRequest,
  { crm, ...config }: ConnectionConfig,
  secrets: Secrets = config.secrets,
): Promise<CrmRequest> => {
  try {
    return await crm.authorize(request, secrets);
  } catch (error) {
    if (error instanceof CrmFailure) throw error;
    throw new CrmFailure(request.operation, { kind: 'auth', taken: 'no', code: 'authorize-failed' });
  }
};

export const asFailure = (request: CrmRequest, error: unknown): CrmFailure => {
  if (error instanceof CrmFailure) return error;
  return failureOfBreak(request, error instanceof BrokenExchange ? error : new BrokenExchange('unexpected', true));
};

/** Identical reads under way at the same time are one. The key is made before `authorize`, and forgotten after. */
const singleFlight = (read: (request: CrmRequest) => Promise<CrmAnswer>): typeof read => {
  const flights = new Map<string, Promise<CrmAnswer>>();
  return request => {
    const { method, url, body, headers, accept } = request;
    const key = JSON.stringify([method, url, body, headers, accept]);
    const flight = flights.get(key) ?? read(request).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
};
