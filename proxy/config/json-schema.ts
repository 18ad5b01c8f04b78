import { z } from 'zod';
import type { Crm } from '../crm/crm.ts';
import { ConfigSchema, ConnectionBase } from './schema.ts';

const OPTIONS = { io: 'input', unrepresentable: 'any' } as const;

type Json = Record<string, unknown>;
const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** The secrets that a connection cannot do without. */
export const requiredSecrets = ({ secretKeys, optionalSecretKeys = [] }: Crm['manifest']): string[] =>
  secretKeys.filter(key => !optionalSecretKeys.includes(key));

/** A connection of one CRM: what every connection has, what this adapter adds, and its secrets. */
export const connectionSchema = (crm: Crm): Json => {
  const base = asObject(z.toJSONSchema(ConnectionBase, OPTIONS));
  const own = asObject(z.toJSONSchema(crm.manifest.settings, OPTIONS));
  const secrets = crm.manifest.secretKeys.map(key => [
    key,
    { type: 'string', pattern: '^\\$\\{[A-Z][A-Z0-9_]*\\}$', secret: true },
  ]);
  return {
    title: crm.manifest.title,
    type: 'object',
    properties: {
      ...asObject(own['properties']),
      ...asObject(base['properties']),
      ...Object.fromEntries(secrets),
      type: { const: crm.manifest.type },
    },
    required: ['type', ...requiredSecrets(crm.manifest), ...((own['required'] as string[] | undefined) ?? [])],
    additionalProperties: false,
  };
};

/** The JSON Schema of crm.config.json, for editors: completion, descriptions, faults while typing. */
export const configJsonSchema = (crms: Record<string, Crm>): Json => {
  const schema = asObject(z.toJSONSchema(ConfigSchema, OPTIONS));
  const properties = asObject(schema['properties']);
  return {
    ...schema,
    title: 'CRM Widgets: crm.config.json',
    properties: {
      ...properties,
      connections: {
        type: 'object',
        description: 'One account of one CRM each, by a name of your own',
        additionalProperties: { oneOf: Object.values(crms).map(connectionSchema) },
      },
    },
  };
};
