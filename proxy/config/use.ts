import type { Capability } from '../crm/crm.ts';
import type { Config, ConfigFault, ConnectionConfig } from './config.ts';
import { nearest } from './faults.ts';
import type { ParsedConfig } from './schema.ts';

type Connections = ReadonlyMap<string, ConnectionConfig>;
type Use = ParsedConfig['use'];
type Job = keyof Use;

/** What a connection must be able to do for a job, one of these, and how a person calls it. */
const JOBS: Record<Job, { needs: Capability[]; words: string }> = {
  orders: { needs: ['submitOrder'], words: 'take orders' },
  orderStatus: {
    needs: ['findOrders'],
    words: 'be searched for orders (those of the order book are found without it)',
  },
  certificate: { needs: ['certificate'], words: 'tell what a certificate is worth' },
  availability: { needs: ['availability', 'catalogue'], words: 'tell of stock or prices' },
  customers: { needs: ['saveCustomer'], words: 'be told of customers' },
};

const CLAIM = /^(with|without) setting (\w+)/;

/** Why a connection has not what it might have; null: it has it; undefined: this CRM will never have it. */
const lacking = ({ crm, settings }: ConnectionConfig, capability: Capability): string | null | undefined => {
  const claim = crm.manifest.capabilities[capability];
  const [, when, setting] = CLAIM.exec(claim ?? '') ?? [];
  if (!setting) return claim && null;
  const value: unknown = Reflect.get(settings, setting);
  const isSet = !(value === undefined || value === null || value === false || value === '');
  if (isSet === (when === 'with')) return null;
  return isSet ? `with its setting ${setting}` : `without its setting ${setting}`;
};

const can = (connection: ConnectionConfig, job: Job): boolean =>
  JOBS[job].needs.some(capability => lacking(connection, capability) === null);

/** Fills `use`: what the config says, else the first connection that can. */
export const resolveUse = (use: Use, connections: Connections): Config['use'] => {
  const able = (job: Job) =>
    [...connections.values()].filter(connection => can(connection, job)).map(({ name }) => name);
  const first = (job: Job) => able(job)[0] ?? null;
  const orders = use.orders ?? first('orders');
  return {
    orders,
    orderStatus: [...new Set(use.orderStatus ?? able('orderStatus'))],
    certificate: use.certificate ?? first('certificate'),
    availability: use.availability ?? first('availability'),
    // Who takes the orders should know the people.
    customers: use.customers ?? able('customers').find(name => name === orders) ?? first('customers'),
  };
};

/** Whether every connection that `use` names is there and can do its job. `names`: faulty connections too. */
export const checkUse = (use: Use, names: readonly string[], connections: Connections): ConfigFault[] => {
  const named: [path: string, job: Job, name: string | undefined][] = [
    ['use.orders', 'orders', use.orders],
    ...(use.orderStatus ?? []).map((name, at): [string, Job, string] => [`use.orderStatus.${at}`, 'orderStatus', name]),
    ['use.certificate', 'certificate', use.certificate],
    ['use.availability', 'availability', use.availability],
    ['use.customers', 'customers', use.customers],
  ];
  return named.flatMap(([path, job, name]) => {
    if (name === undefined) return [];
    const found = JSON.stringify(name);
    if (!names.includes(name))
      return { path, found, expected: `a connection: ${names.join(', ')}`, suggestion: nearest(name, names) };
    const connection = connections.get(name);
    return connection && !can(connection, job) ? unable(path, job, connection, connections) : [];
  });
};

const unable = (path: string, job: Job, connection: ConnectionConfig, connections: Connections): ConfigFault => {
  const { needs, words } = JOBS[job];
  const why = needs.map(capability => lacking(connection, capability)).find(Boolean);
  const able = [...connections.values()].filter(each => can(each, job)).map(({ name }) => name);
  const { title } = connection.crm.manifest;
  return {
    path,
    found: `${JSON.stringify(connection.name)}, a ${title}, which cannot ${words}${why ? ` ${why}` : ''}`,
    expected: able.length > 0 ? `one that can: ${able.join(', ')}` : 'no such key: none of the connections can',
    suggestion: null,
  };
};
