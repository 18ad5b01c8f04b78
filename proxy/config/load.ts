import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { Crm } from '../crm/crm.ts';
import { crms } from '../crm/index.ts';
import { type Config, ConfigError, type ConfigFault, type ConnectionConfig } from './config.ts';
import { type Environment, fill } from './env.ts';
import { nearest, toFaults } from './faults.ts';
import { configJsonSchema, connectionSchema, requiredSecrets } from './json-schema.ts';
import { crossCheck } from './rules.ts';
import { ConfigSchema, ConnectionBase } from './schema.ts';
import { resolveUse } from './use.ts';

const registry: Record<string, Crm> = crms;
const SECRET_PATHS = [
  /^orderBookKeys\.\d+$/,
  /^serverKeys\.\d+$/,
  /^managers\.smtp$/,
  /^webhook\.secret$/,
  /^connections\.[^.]+\.hookToken$/,
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says of a path whether a secret stands there: the proxy's own, or one that the connection's adapter names. */
const secretsOf = (raw: unknown) => (path: string[]) => {
  if (SECRET_PATHS.some(pattern => pattern.test(path.join('.')))) return true;
  const [head, name, key] = path;
  if (head !== 'connections' || !name || !key || path.length !== 3 || !isRecord(raw)) return false;
  const connection = isRecord(raw['connections']) ? raw['connections'][name] : undefined;
  const type = isRecord(connection) ? connection['type'] : undefined;
  return typeof type === 'string' && registry[type]?.manifest.secretKeys.includes(key) === true;
};

const parseConnection = (name: string, raw: Record<string, unknown>, hide: (path: string[]) => boolean) => {
  const type = String(raw['type']);
  const path = ['connections', name];
  const crm = Object.hasOwn(registry, type) ? registry[type] : undefined;
  if (!crm) {
    const known = Object.keys(registry);
    const fault = {
      path: `connections.${name}.type`,
      found: JSON.stringify(type),
      expected: known.join(' or '),
      suggestion: nearest(type, known),
    };
    return { connection: null, faults: [fault] };
  }
  const { secretKeys, settings } = crm.manifest;
  const pick = (keys: readonly string[]) =>
    Object.fromEntries(Object.entries(raw).filter(([key]) => keys.includes(key)));
  const baseKeys = Object.keys(ConnectionBase.shape);
  const own = Object.fromEntries(
    Object.entries(raw).filter(([key]) => !baseKeys.includes(key) && !secretKeys.includes(key)),
  );
  const base = ConnectionBase.safeParse(pick(baseKeys));
  const parsed = settings.safeParse(own);
  const required = requiredSecrets(crm.manifest);
  const secrets = z
    .record(z.string(), z.string().min(1))
    .and(z.object(Object.fromEntries(required.map(key => [key, z.string()]))))
    .safeParse(pick(secretKeys));
  const schema = connectionSchema(crm);
  const faults = [base, parsed, secrets].flatMap(result =>
    result.success ? [] : toFaults(result.error.issues, raw, schema, path, hide),
  );
  if (!base.success || !parsed.success || !secrets.success) return { connection: null, faults };
  const connection: ConnectionConfig = {
    name,
    type,
    crm,
    settings: parsed.data,
    secrets: secrets.data,
    hookToken: base.data.hookToken ?? null,
    statuses: base.data.statuses,
    extend: base.data.extend ?? null,
    followDays: base.data.followDays,
    forward: base.data.forward,
    logRequests: base.data.logRequests,
    speed: base.data.quota.speed,
  };
  return { connection, faults };
};

const parseConnections = (raw: unknown, hide: (path: string[]) => boolean) => {
  const entries = isRecord(raw)
    ? Object.entries(raw).filter((entry): entry is [string, Record<string, unknown>] => isRecord(entry[1]))
    : [];
  const parsed = entries.map(([name, connection]) => parseConnection(name, connection, hide));
  return {
    connections: new Map(
      parsed.flatMap(({ connection }) => (connection ? [[connection.name, connection] as const] : [])),
    ),
    faults: parsed.flatMap(({ faults }) => faults),
  };
};

/** One fault a path: a missing variable already says why the value behind it is wrong. */
const firstByPath = (faults: ConfigFault[]): ConfigFault[] =>
  [...new Map([...faults].reverse().map(fault => [fault.path, fault])).values()].reverse();

/**
 * Checks a config as read from JSON and fills its secrets in.
 * @throws ConfigError with every fault at once
 */
export const parseConfig = (raw: unknown, env: Environment): Config => {
  const isSecret = secretsOf(raw);
  const filled = fill(raw, env, isSecret);
  const result = ConfigSchema.safeParse(filled.value);
  const issues = result.success
    ? []
    : toFaults(result.error.issues, filled.value, configJsonSchema(registry), [], isSecret);
  const { connections, faults } = parseConnections(
    isRecord(filled.value) ? filled.value['connections'] : undefined,
    isSecret,
  );
  const rules = result.success ? crossCheck(result.data, connections) : [];
  const all = firstByPath([...filled.faults, ...issues, ...faults, ...rules]);
  if (!result.success || all.length > 0) throw new ConfigError(all);
  return { ...result.data, connections, use: resolveUse(result.data.use, connections) };
};

/**
 * Reads crm.config.json. An `envFile` named in it stands behind the environment; that, `shop.catalogue` and every
 * `extend` are looked for beside it.
 * @throws ConfigError
 */
export const loadConfig = (file: string, env: Environment = process.env): Config => {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const found = error instanceof SyntaxError ? `no JSON (${error.message})` : 'no readable file';
    throw new ConfigError([{ path: file, found, expected: 'a JSON file', suggestion: null }]);
  }
  const envFile = isRecord(raw) && typeof raw['envFile'] === 'string' ? resolve(dirname(file), raw['envFile']) : null;
  const config = parseConfig(raw, envFile ? { ...readEnvFile(envFile), ...env } : env);
  return beside(config, dirname(file));
};

/** What the config names by a path is looked for beside it. @throws ConfigError for an extension that is not there */
const beside = (config: Config, folder: string): Config => {
  const { catalogue } = config.shop;
  const connections = [...config.connections].map(([name, { extend, ...connection }]) => {
    const path = extend === null ? null : resolve(folder, extend);
    if (path !== null && !existsSync(path)) throw noExtension(name, path);
    return [name, { ...connection, extend: path }] as const;
  });
  return {
    ...config,
    connections: new Map(connections),
    shop: { ...config.shop, ...(catalogue && { catalogue: resolve(folder, catalogue) }) },
  };
};

const noExtension = (connection: string, path: string): ConfigError =>
  new ConfigError([
    {
      path: `connections.${connection}.extend`,
      found: `no file ${path}`,
      expected: 'a .ts or .js file',
      suggestion: null,
    },
  ]);

const readEnvFile = (file: string): Environment => {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError([
      {
        path: 'envFile',
        found: 'a file that cannot be read',
        expected: 'a file of NAME=value lines',
        suggestion: null,
      },
    ]);
  }
};
