import { z } from 'zod';
import type { ConnectionConfig } from '../../../proxy/config/config.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import { type Crm, type CrmMethods, defineCrm, type Manifest, type Product } from '../../../proxy/crm/crm.ts';

export const PHONE = '+79161234567';
export const rub = (amount: number) => ({ amount, currency: 'RUB' });
export const product = (sku: string, amount: number | null, more: Partial<Product> = {}): Product => ({
  sku,
  name: `Article ${sku}`,
  price: amount === null ? null : rub(amount),
  ...more,
});
/** Methods of a CRM that may be changed while the test runs, and a count of what was called. */
export interface FakeCrm extends CrmMethods {
  calls: string[];
}

export const crmOf = (products: Product[], more: Partial<CrmMethods> = {}): FakeCrm => {
  const calls: string[] = [];
  return {
    calls,
    probe: async () => 'ok',
    submitOrder: async () => ({ ref: '1', number: null, warnings: [] }),
    async *catalogue() {
      calls.push('catalogue');
      yield* products;
    },
    async availability() {
      calls.push('availability');
      return { rows: [], rest: 'in-stock' };
    },
    ...more,
  };
};

const manifestOf = (more: Partial<Manifest>): Manifest => ({
  type: 'fake',
  title: 'Fake',
  settings: z.object({}),
  secretKeys: [],
  origins: () => [],
  quotas: () => [],
  quotaScope: 'key',
  repeat: () => 'never',
  background: false,
  clockZone: 'shop',
  redeems: () => 'crm',
  freshness: { catalogueMs: 3600_000, availabilityMs: () => 300_000 },
  capabilities: {},
  stageOf: () => null,
  docs: [],
  ...more,
});

export const connectionOf = (
  name: string,
  methods: CrmMethods,
  manifest: Partial<Manifest> = {},
  speed = 1,
): Connection => {
  const full = manifestOf(manifest);
  const crm: Crm = defineCrm({ manifest: full, authorize: request => request, connect: () => methods });
  const config: ConnectionConfig = {
    name,
    type: 'fake',
    crm,
    settings: {},
    secrets: {},
    hookToken: null,
    statuses: [{ code: '3', name: 'В пути', stage: 'shipping' }],
    extend: null,
    followDays: 7,
    forward: [],
    logRequests: false,
    speed,
  };
  return { name, config, manifest: full, methods, access: null, offered: async () => null };
};
