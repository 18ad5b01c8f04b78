import { z } from 'zod';
import type { ConnectionConfig } from '../../../proxy/config/config.ts';
import { type Crm, type CrmRequest, defineCrm, type Manifest } from '../../../proxy/crm/crm.ts';
import type { Log, LogFacts } from '../../../proxy/log.ts';

export const SECRET = 'open sesame/+=';

/** A connection of the smallest possible CRM, whose secret travels in a header. */
export const stubConfig = (origin: string, patch: Partial<Manifest> = {}, authorize?: Crm['authorize']) => {
  const manifest: Manifest = {
    type: 'stub',
    title: 'Stub',
    settings: z.object({}),
    secretKeys: ['key'],
    origins: () => [origin],
    quotas: () => [],
    quotaScope: 'key',
    repeat: () => 'never',
    background: false,
    clockZone: 'UTC',
    redeems: 'crm',
    freshness: { catalogueMs: 0, availabilityMs: () => 0 },
    capabilities: {},
    stageOf: () => null,
    docs: [],
    ...patch,
  };
  const crm = defineCrm({
    manifest,
    authorize:
      authorize ?? ((request, { key = '' }) => ({ ...request, headers: { ...request.headers, 'x-key': key } })),
    connect: () => ({ probe: async () => '' }),
  });
  const config: ConnectionConfig = {
    name: 'main',
    type: 'stub',
    crm,
    settings: {},
    secrets: { key: SECRET },
    hookToken: null,
    statuses: [],
    followDays: 7,
    speed: 1,
  };
  return config;
};

export const request = (url: string, patch: Partial<CrmRequest> = {}): CrmRequest => ({
  operation: 'ask',
  method: 'GET',
  url,
  kind: 'read',
  ...patch,
});

/** A log that keeps its lines. */
export const keepLog = (): Log & { lines: (readonly [event: string, facts: LogFacts | undefined])[] } => {
  const lines: (readonly [string, LogFacts | undefined])[] = [];
  const keep = (event: string, facts?: LogFacts): void => void lines.push([event, facts]);
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
};

/** What a call came to: its answer's text, or the facts of its failure. */
export const outcome = async (call: Promise<{ text: string }>): Promise<unknown> => {
  try {
    return (await call).text;
  } catch (error) {
    const { name, kind, taken, code, retryAfterMs } = error as Record<string, unknown>;
    return { name, kind, taken, code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
};
