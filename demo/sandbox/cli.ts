/** `npm run sandbox -- <crm> [--port N] [--speed N] [--kitchen] [--settings JSON]` */
import { parseArgs } from 'node:util';
import { isSandboxName, sandboxes, startSandbox } from './index.ts';

const usage = `Usage: npm run sandbox -- <${Object.keys(sandboxes).join('|')}> [--port N] [--speed N] [--kitchen] [--settings JSON]

  --port N         where the CRM listens (8789); its back door listens on N+1
  --speed N        how many times faster than life quotas and the kitchen go (1)
  --kitchen        orders move along their statuses by themselves
  --settings JSON  what to start with, as for POST /__sandbox/settings`;

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8789' },
      speed: { type: 'string', default: '1' },
      kitchen: { type: 'boolean', default: false },
      settings: { type: 'string', default: '{}' },
    },
  });
  const [crm = ''] = positionals;
  if (!isSandboxName(crm)) throw new Error(`There is no sandbox named "${crm}".`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_534) throw new Error(`--port: not a port: "${values.port}".`);

  const sandbox = await startSandbox({
    crm,
    port,
    backDoorPort: port === 0 ? 0 : port + 1,
    speed: Number(values.speed),
    kitchen: values.kitchen,
    settings: JSON.parse(values.settings),
  });
  console.log(`The ${crm} sandbox listens on ${sandbox.url}`);
  console.log(`Its back door is ${sandbox.backDoorUrl}/__sandbox/data`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}
