import type { Clock } from '../clock.ts';
import type { ConnectionConfig } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { CrmAnswer, CrmRequest } from './crm.ts';
import { OWN_QUOTA } from './failure.ts';
import { isListed, isPlainQuery } from './forward-rules.ts';
import { asFailure, authorize } from './http.ts';
import { createPassThrough } from './pass-through.ts';
import type { QuotaGate } from './quota.ts';
import { BrokenExchange, failureOfAnswer } from './verdict.ts';

/** What a call is named in the log, and weighed by, whatever its path. */
const OPERATION = 'forward';
/** Refusals whose text is for whoever asked. Those of the key (401, 402, 403) and of the limit are not among them. */
const READABLE = [400, 404, 405, 409, 410, 422];
/** Some CRMs say "too many" so, with nothing that tells it from an outage; either way a short rest does good. */
const LIMITS = [503];

export type Forwarded =
  | { kind: 'answer'; status: number; json: string }
  | { kind: 'unlisted' }
  | { kind: 'query-refused' };

/** Passes the paths that the config opens to the CRM's own API. */
export interface Forward {
  /**
   * Asks the CRM, once, within the connection's quota. Path and query are taken exactly as they came.
   * @throws CrmFailure
   */
  get(path: string, query: string): Promise<Forwarded>;
}

export interface ForwardOptions {
  config: ConnectionConfig;
  quota: QuotaGate;
  clock: Clock;
  log: Log;
}

/** Null where the config opens nothing, or the CRM has nothing that may be opened. */
export const createForward = (options: ForwardOptions): (Forward & { close(): void }) | null => {
  const { config, quota, clock, log } = options;
  const { manifest } = config.crm;
  const [origin] = manifest.origins(config.settings);
  if (!manifest.forward || config.forward.length === 0 || origin === undefined) return null;
  const { paths } = manifest.forward;
  const passThrough = createPassThrough(origin, clock);

  const send = async (request: CrmRequest): Promise<CrmAnswer> => {
    const { url, body, headers = {} } = await authorize(request, config);
    // A secret that is no header would stand in addresses, which caches and logs keep: such a CRM has no forwarder.
    if (url !== request.url || body !== undefined) throw new BrokenExchange('secret-not-a-header', false, 'protocol');
    const answer = await passThrough.get(url.slice(origin.length), headers);
    const failure = failureOfAnswer(request, answer, clock.now());
    if (failure) throw failure;
    requireJson(answer);
    requireNoSecret(answer, request, headers);
    return answer;
  };

  const attempt = async (request: CrmRequest): Promise<CrmAnswer> => {
    const release = await quota.take(OPERATION, 'read');
    const begun = clock.now();
    const facts = () => ({ connection: config.name, operation: OPERATION, ms: clock.now() - begun });
    try {
      const answer = await send(request);
      log.debug('crm-call', { ...facts(), status: answer.status });
      return answer;
    } catch (error) {
      const failure = asFailure(request, error);
      log.warn('forward-failed', { ...facts(), failure: failure.kind, code: failure.code });
      if (failure.kind === 'limit' && failure.code !== OWN_QUOTA) quota.penalty(failure.retryAfterMs);
      throw failure;
    } finally {
      release();
    }
  };

  return {
    async get(path, query) {
      if (!isListed(path, config.forward) || !isListed(path, paths)) return { kind: 'unlisted' };
      if (!isPlainQuery(query)) return { kind: 'query-refused' };
      const { status, text } = await attempt(requestOf(origin, path, query));
      return { kind: 'answer', status, json: text };
    },
    close: () => passThrough.close(),
  };
};

/** Nothing of the caller's but what he asks for. MoySklad takes no other media type, and answers gzip only. */
const requestOf = (origin: string, path: string, query: string): CrmRequest => ({
  operation: OPERATION,
  method: 'GET',
  url: `${origin}${path}${query && `?${query}`}`,
  headers: { accept: 'application/json;charset=utf-8', 'accept-encoding': 'gzip', 'user-agent': 'crm-widgets' },
  kind: 'read',
  accept: READABLE,
  limits: LIMITS,
});

/**
 * A page of a gateway is no answer. And where a CRM ends its answers by hanging up, only reading them to the end tells
 * a whole one from one that was cut.
 */
const requireJson = ({ text }: CrmAnswer): void => {
  try {
    JSON.parse(text);
  } catch {
    throw new BrokenExchange('not-json', true, 'protocol');
  }
};

/** However often it was put into JSON, and by whom: PHP writes `\/`. */
const unescaped = (text: string): string =>
  text
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\+/g, '');

/** Some servers repeat a request in their answer, its key included. */
const requireNoSecret = ({ text }: CrmAnswer, asked: CrmRequest, sent: Record<string, string>): void => {
  const added = Object.entries(sent).filter(([name]) => asked.headers?.[name] === undefined);
  const secrets = added.flatMap(([, value]) => [value, value.split(' ').at(-1) ?? '']);
  const told = unescaped(text);
  if (secrets.some(secret => secret !== '' && told.includes(unescaped(secret)))) {
    throw new BrokenExchange('secret-in-answer', true, 'protocol');
  }
};
