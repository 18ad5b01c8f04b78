import { z } from 'zod';
import type { ConnectionConfig } from '../../../proxy/config/config.ts';
import { type Crm, type CrmRequest, defineCrm, type Manifest } from '../../../proxy/crm/crm.ts';

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
    redeems: () => 'crm',
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
    extend: null,
    followDays: 7,
    forward: [],
    logRequests: false,
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
