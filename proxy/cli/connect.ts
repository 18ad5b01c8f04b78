import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { wait } from '../clock.ts';
import { redirectUrlOf } from '../crm/connect.ts';
import type { Connection } from '../crm/connection.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Parts } from '../parts.ts';
import { CONFIG_OPTION, guarded, opened, out, UsageError } from './common.ts';

/** As long as a person may take to agree; a code of amoCRM is good for as long. */
const PATIENCE_MS = 20 * 60_000;
const LOOK_MS = 1_000;

/** `crm-proxy connect`: gets access where that is granted by OAuth, and has the CRM notify us. */
export const connect = guarded(async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...CONFIG_OPTION, token: { type: 'boolean', default: false } },
  });
  return opened(values.config, async parts => {
    const connection = named(parts, positionals[0]);
    if (connection.access) await getAccess(parts, connection, values.token);
    else if (values.token)
      throw new UsageError(`${connection.name} takes its key from the config, not by this command.`);
    out(`${connection.name} answers: ${await connection.methods.probe()}`);
    await getNotified(parts, connection);
    return 0;
  });
});

/** `crm-proxy disconnect`: takes our notifications back, forgets the access that was granted, says what is left to do. */
export const disconnect = guarded(async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: CONFIG_OPTION });
  return opened(values.config, async parts => {
    const connection = named(parts, positionals[0]);
    const { access, manifest, methods, config } = connection;
    const removed = await removeHook(parts, connection);
    await access?.forget();
    if (access) out('The access that was granted is forgotten.');
    if (!methods.removeHook && manifest.hookSteps)
      out(`Take ${hookUrlOf(parts, connection) ?? 'our address'} out there.`);
    const page = manifest.revokeUrl?.(config.settings);
    if (page) out(`To take it back in ${manifest.title} too: ${page}`);
    return removed ? 0 : 1;
  });
});

const named = ({ connections }: Parts, name: string | undefined): Connection => {
  const connection = connections.get(name ?? '');
  if (connection) return connection;
  throw new UsageError(`Say which connection: ${[...connections.keys()].join(', ')}.`);
};

const getAccess = async (parts: Parts, connection: Connection, byHand: boolean): Promise<void> => {
  const { name, config, manifest } = connection;
  const redirectUrl = redirectUrlOf(parts.config.publicUrl, name);
  const state = parts.keys.sealToken('connect', { c: name }, parts.clock.now() + PATIENCE_MS);
  const page = byHand ? null : (config.crm.oauth?.consentUrl(config.settings, { state, redirectUrl }) ?? null);
  if (page === null) {
    out(`Paste a long-lived token of ${manifest.title}:`);
    return keepToken(connection, await nextLine());
  }
  out(`Open this page as an administrator of ${manifest.title}, and agree:\n\n  ${page}\n`);
  out(`You come back to ${redirectUrl}, where the proxy must be running.`);
  out('If that page does not open, paste its address here, or the code in it:');
  await granted(parts, connection, state);
  out('Access is granted.');
};

/** Either the running proxy takes the code, which shows in the order book, or a person pastes it. */
const granted = async ({ clock }: Parts, connection: Connection, state: string): Promise<void> => {
  const before = await connection.access?.grantedAt();
  const seen = async (): Promise<void> => {
    for (const end = clock.now() + PATIENCE_MS; clock.now() < end; await wait(clock, LOOK_MS)) {
      if ((await connection.access?.grantedAt()) !== before) return;
    }
    throw new UsageError('Nobody agreed within 20 minutes. Run the command again.');
  };
  const lines = createInterface({ input: process.stdin });
  const pasted = new Promise<void>((resolve, reject) => {
    lines.once('line', line => void keepCode(connection, line, state).then(resolve, reject));
  });
  try {
    await Promise.race([seen(), pasted]);
  } finally {
    lines.close();
  }
};

const keepCode = async ({ access, config, manifest }: Connection, line: string, state: string): Promise<void> => {
  const text = line.trim();
  const query = Object.fromEntries(URL.parse(text)?.searchParams ?? []);
  const code = query['code'] ?? text;
  if (query['code'] !== undefined && (query['state'] !== state || !config.crm.oauth?.isOurs(config.settings, query))) {
    throw new UsageError(
      `This address is of another account, or of an earlier try. Open the page above in ${manifest.title}.`,
    );
  }
  if (code === '') throw new UsageError('Nothing was pasted.');
  await access?.accept({ code });
};

const keepToken = async ({ access }: Connection, line: string): Promise<void> => {
  if (line.trim() === '') throw new UsageError('Nothing was pasted.');
  await access?.accept({ access: line.trim() });
};

const nextLine = (): Promise<string> =>
  new Promise(resolve => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', line => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => resolve(''));
  });

/** null: the config names no token for it. */
const hookUrlOf = ({ config }: Parts, { name, config: { hookToken } }: Connection): string | null =>
  hookToken === null ? null : `${config.publicUrl.replace(/\/$/, '')}/hooks/${name}/${hookToken}`;

const getNotified = async (parts: Parts, connection: Connection): Promise<void> => {
  const { methods, manifest, name } = connection;
  if (!methods.addHook && !manifest.hookSteps) return;
  const url = hookUrlOf(parts, connection);
  if (url === null) {
    out(
      `For its notifications, put "hookToken": "\${${envName(name)}}" into the connection and this into the environment:`,
    );
    return out(`  ${envName(name)}=${randomBytes(24).toString('base64url')}\nThen run the command again.`);
  }
  if (methods.addHook) {
    await methods.addHook(url);
    return out(`${manifest.title} notifies ${redacted(url)} from now on.`);
  }
  out(`So that ${manifest.title} notifies us:`);
  for (const [index, step] of (manifest.hookSteps?.(url) ?? []).entries()) out(`  ${index + 1}. ${step}`);
};

const removeHook = async (parts: Parts, connection: Connection): Promise<boolean> => {
  const url = hookUrlOf(parts, connection);
  if (!connection.methods.removeHook || url === null) return true;
  try {
    await connection.methods.removeHook(url);
    out(`${connection.manifest.title} notifies us no more.`);
    return true;
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    out(
      `${connection.manifest.title} could not be told to notify us no more: ${error.message}. Take it out there by hand.`,
    );
    return false;
  }
};

const envName = (connection: string): string => `${connection.toUpperCase().replace(/-/g, '_')}_HOOK_TOKEN`;
const redacted = (url: string): string => url.replace(/[^/]+$/, '…');
