import { describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../../../proxy/config/config.ts';
import { ConfigSchema } from '../../../proxy/config/schema.ts';
import { capabilitiesOf, closeAll, connectAll } from '../../../proxy/crm/connect.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import type { Crm, CrmMethods, Manifest } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { keepLog, outcome } from '../../contract/record.ts';
import { createTransport } from '../../contract/transport.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { createMemoryKeep } from '../../kit/keep.ts';
import { request, stubConfig } from './stub.ts';

const HOME = 'https://crm.example';
const shop = ConfigSchema.shape.shop.parse({
  ...{ name: 'Shop', language: 'ru', currency: 'RUB', timezone: 'Asia/Almaty', phoneCountry: 'KZ' },
});

type Connect = Crm['connect'];

/** Asks once a probe. */
const asking: Connect = (_, http) => ({
  probe: async () => (await http.call(request(`${HOME}/probe`, { method: 'POST', kind: 'submit' }))).text,
});

const config = (connect: Connect, patch: Partial<Manifest> = {}, secret = 'one'): ConnectionConfig => {
  const base = stubConfig(HOME, patch);
  return { ...base, secrets: { key: secret }, crm: { ...base.crm, connect } };
};

const setUp = (...configs: ConnectionConfig[]) => {
  const clock = createFakeClock();
  const dispatcher = createTransport(() => ({ body: 'well' }));
  const connections = connectAll(
    { connections: new Map(configs.map((each, index) => [`c${index}`, { ...each, name: `c${index}` }])), shop },
    { clock, log: keepLog(), dispatcher, keepOf: createMemoryKeep, publicUrl: 'https://proxy.example' },
  );
  return { clock, asked: dispatcher.asked, connections, all: [...connections.values()] as [Connection, Connection] };
};

describe('a connection', () => {
  it('knows the shop it serves, and its own name, config and manifest', () => {
    const seen: unknown[] = [];
    const { clock, connections } = setUp(
      config((_, __, facts) => {
        seen.push({ ...facts, now: facts.now() });
        return { probe: async () => '' };
      }),
    );
    expect(seen).toEqual([
      { timeZone: 'Asia/Almaty', currency: 'RUB', language: 'ru', phoneCountry: 'KZ', now: clock.now() },
    ]);
    expect(connections.get('c0')).toMatchObject({ name: 'c0', config: { name: 'c0' }, manifest: { type: 'stub' } });
  });

  it('can do what it has methods for', () => {
    const { all } = setUp(
      config(() => ({ probe: async () => '', certificate: async () => null, directory: undefined })),
    );
    expect(capabilitiesOf(all[0].methods)).toEqual(['certificate']);
  });

  it('is closed with all the others, and those of other hands are left alone', async () => {
    const { connections, all } = setUp(config(asking));
    await closeAll(connections);
    await closeAll(new Map([['strange', { ...all[0] }]]));
  });
});

describe('a quota of one call a minute', () => {
  const quotas = () => [{ kind: 'rate' as const, n: 1, perMs: 60_000 }];

  it.each([
    ['one secret', 'key', ['one', 'one'], 1],
    ['two secrets', 'key', ['one', 'two'], 2],
    ['one address', 'address', ['one', 'two'], 1],
  ] as const)('is shared by what the CRM counts together: %s', async (_, quotaScope, secrets, at_once) => {
    const { clock, asked, all } = setUp(...secrets.map(secret => config(asking, { quotas, quotaScope }, secret)));
    for (const { methods } of all) void methods.probe();
    await clock.advance(59_000);
    expect(asked).toHaveLength(at_once);
    await clock.advance(61_000);
    expect(asked).toHaveLength(2);
  });
});

describe('a limit that only the adapter can read', () => {
  const tooMany = () => new CrmFailure('any', { kind: 'limit', taken: 'no', retryAfterMs: 20_000 });
  const limited =
    (patch: Partial<CrmMethods>): Connect =>
    (...given) => ({ ...asking(...given), ...patch });

  it.each<[string, Partial<CrmMethods>, (methods: CrmMethods) => Promise<unknown> | undefined]>([
    ['an answer', { certificate: () => Promise.reject(tooMany()) }, methods => methods.certificate?.('1')],
    [
      'the midst of a catalogue',
      {
        async *catalogue() {
          yield { sku: '1', name: 'One', price: null };
          throw tooMany();
        },
      },
      async methods => {
        for await (const product of methods.catalogue?.() ?? []) expect(product.sku).toBe('1');
      },
    ],
  ])('in %s keeps every other call back as long', async (_, patch, cause) => {
    const { clock, asked, all } = setUp(config(limited(patch)));
    expect(await outcome(cause(all[0].methods) ?? Promise.reject())).toMatchObject({ kind: 'limit' });
    void all[0].methods.probe();
    await clock.advance(19_999);
    expect(asked).toHaveLength(0);
    await clock.advance(1);
    expect(asked).toHaveLength(1);
  });
});
